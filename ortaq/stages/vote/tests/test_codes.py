import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortaq.stages.vote.codes import ALPHABET, LENGTH, CodeTypo, check_symbol, draw_code, hash_of, read_code

symbols = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
TYPED_IN_CYRILLIC = str.maketrans("ABEKMHPCTXY3", "АВЕКМНРСТХУЗ")


def completed(body: str) -> str:
    return body + check_symbol(body)


def test_a_drawn_code_reads_as_itself_and_no_two_are_alike():
    codes = {draw_code() for _ in range(2_000)}
    assert len(codes) == 2_000
    assert all(read_code(code) == code for code in codes)
    assert not set("".join(codes)) & set("01OIL")


@given(symbols)
def test_a_code_is_read_as_people_write_it(body):
    code = completed(body)
    grouped = f" {code[:4]} {code[4:8]}-{code[8:12]} – {code[12:]}\n"
    assert read_code(grouped.lower()) == code
    assert read_code(code.translate(TYPED_IN_CYRILLIC).lower()) == code


@given(symbols, st.integers(0, LENGTH), st.sampled_from(ALPHABET))
def test_one_wrong_symbol_is_found(body, place, wrong):
    code = completed(body)
    if code[place] != wrong:
        with pytest.raises(CodeTypo):
            read_code(code[:place] + wrong + code[place + 1 :])


@given(symbols, st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_two_symbols_that_changed_places_are_found(body, one, other):
    code = list(completed(body))
    if code[one] != code[other]:
        code[one], code[other] = code[other], code[one]
        with pytest.raises(CodeTypo):
            read_code("".join(code))


@pytest.mark.parametrize("written", ["", "ABCD", "әбвгдежзиклмн", "0" * 13, "2" * 14, "23456789ABCD1"])
def test_what_cannot_be_a_code_is_a_slip(written):
    with pytest.raises(CodeTypo):
        read_code(written)


def test_the_hash_depends_on_the_vote_and_on_the_secret_of_the_installation(settings):
    code, vote = draw_code(), uuid.uuid4()
    known = hash_of(code, vote_id=vote)
    assert known == hash_of(code, vote_id=vote)
    assert known != hash_of(code, vote_id=uuid.uuid4())
    settings.SECRET_KEY = "the secret of another laptop"
    assert known != hash_of(code, vote_id=vote)
