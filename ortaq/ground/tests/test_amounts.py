"""How people write amounts of money."""

import pytest

from ortaq.ground.forms import AmountField, ThousandTengeField
from ortaq.ground.money import tenge, thousand_tenge


def test_an_amount_is_read_as_people_write_it():
    assert AmountField().clean(" 1 200 000,50 ") == tenge(1_200_000) + 50
    assert ThousandTengeField().clean("36 063,4") == thousand_tenge(36_063) + tenge(400)
    assert AmountField().clean("0") == 0
    assert AmountField(required=False).clean("") is None


@pytest.mark.parametrize("written", ["көп", "-1", "0,001", "9" * 30, "9" * 5_000, "1e9999", "NaN"])
def test_what_is_no_amount_is_refused_kindly(written):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        AmountField().clean(written)
