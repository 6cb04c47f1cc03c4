"""Pages of grants: in a unit for everybody and for applicants, in a programme for those who judge and pay."""
