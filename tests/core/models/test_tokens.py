"""The estimate of tokens; held against real vocabularies in `tests/app/test_prompts.py`."""

import pytest

from custom_components.llm_agents.core.models.tokens import most_tokens


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("", 0),
        ("light.kitchen_ceiling | Kitchen Ceiling Light | Kitchen", 14),
        ("light.kukhnia_liustra | Люстра Кухня Ада", 26),
        ("cover.kuche | Küchenjalousie rechts | Küche", 20),
        ("light.l_204_zg | Łazienka górna lampka | Łazienka", 28),
        ("включи свет на кухне пожалуйста", 24),
        ("한국어 조명 켜 줘", 20),
        ("日本語の照明をつけて", 19),
        ("🙂🙂🙂", 6),
        ("1234567890", 10),
    ],
)
def test_it_is_no_less_than_what_a_small_vocabulary_takes(text: str, least: int) -> None:
    assert least <= most_tokens(text) <= 2 * least + 5
