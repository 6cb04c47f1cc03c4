"""The costed plan of several years from many sources, its versions and its sums."""
