"""What a model reports of kinds of devices is held back in every language, and ordinary talk is not."""

import pytest

from custom_components.llm_agents.core.agents.claims import Claims, Kind
from custom_components.llm_agents.core.home.index import HomeIndex
from custom_components.llm_agents.core.home.model import Area, Entity, Home
from custom_components.llm_agents.core.language.phrases import phrases
from custom_components.llm_agents.core.language.reports import EVERYTHING, reports

REPORTED = {
    "en": (
        "All doors are open now.",
        "The lights are on.",
        "I have locked every door.",
        "Everything is off.",
        "All lights off now.",
        "The doors stand wide open.",
        "The windows have been shut.",
        "The heating is running.",
        "The garage is open.",
        "The alarm is disarmed.",
        "Your house is all locked up.",
    ),
    "de": (
        "Alle Türen sind jetzt offen.",
        "Die Lichter sind an.",
        "Ich habe alle Türen abgeschlossen.",
        "Alles ist aus.",
        "Die Fenster stehen offen.",
        "Die Heizung läuft.",
        "Der Alarm ist unscharf.",
        "Die Tür ist zu.",
    ),
    "fr": (
        "Toutes les portes sont ouvertes maintenant.",
        "Les lumières sont allumées.",
        "J'ai verrouillé toutes les portes.",
        "Tout est éteint.",
        "Les fenêtres sont fermées.",
        "L'alarme est désarmée.",
    ),
    "es": (
        "Todas las puertas están abiertas ahora.",
        "Las luces están encendidas.",
        "He cerrado todas las puertas.",
        "Todo está apagado.",
        "Las ventanas están cerradas.",
        "La alarma está desactivada.",
    ),
    "it": (
        "Tutte le porte sono aperte adesso.",
        "Le luci sono accese.",
        "Ho chiuso tutte le porte.",
        "Tutto è spento.",
        "Le finestre sono chiuse.",
        "L'allarme è disinserito.",
    ),
    "nl": (
        "Alle deuren zijn nu open.",
        "De lampen staan aan.",
        "Ik heb alle deuren vergrendeld.",
        "Alles is uit.",
        "De ramen zijn dicht.",
        "Het alarm is uitgeschakeld.",
    ),
    "pl": (
        "Wszystkie drzwi są teraz otwarte.",
        "Światła są włączone.",
        "Zamknąłem wszystkie drzwi.",
        "Wszystko jest wyłączone.",
        "Okna są zamknięte.",
        "Alarm jest rozbrojony.",
    ),
    "pt-BR": (
        "Todas as portas estão abertas agora.",
        "As luzes estão acesas.",
        "Tranquei todas as portas.",
        "Tudo está desligado.",
        "As janelas estão fechadas.",
        "O alarme está desarmado.",
    ),
    "ru": (
        "Все двери теперь открыты.",
        "Свет включен.",
        "Я запер все двери.",
        "Всё выключено.",
        "Окна закрыты.",
        "Сигнализация отключена.",
    ),
}
ORDINARY = {
    "en": (
        "A pinch of salt goes well with chocolate.",
        "The French Revolution started in 1789.",
        "Neil Armstrong set foot on the Moon in 1969.",
        "Paris is the capital of France.",
        "Water boils at 100 degrees at sea level.",
        "You could read a book by the fire tonight.",
        "The speed of light is about 300,000 kilometres per second.",
        "Bees do not sleep the way we do.",
        "Good night, sleep well!",
        "Would you like me to open the blinds?",
        "If a window is open, the heat escapes.",
        "Once upon a time there was a house at the edge of a forest.",
        "The knight opened the heavy door of the castle and went in.",
        "An avocado is ripe when it gives a little.",
        "Mozart wrote his first symphony at the age of eight.",
        "The museum is closed on Mondays.",
        "Chess is played on a board with 64 squares.",
        "Light travels faster than sound.",
        "A good film for tonight would be a comedy.",
        "The moon is about 384,000 kilometres away.",
        "Try turning it off and on again.",
        "A heat pump saves energy in the long run.",
        "The Great Wall was built over centuries.",
        "Shakespeare changed the English language for ever.",
        "The shop around the corner is open until eight.",
        "Whales are mammals.",
        "You are welcome!",
        "Why did the chicken cross the road?",
        "Knock knock!",
        "A year has 365 days.",
    ),
    "de": (
        "Eine Prise Salz passt gut zu Schokolade.",
        "Die Französische Revolution begann 1789.",
        "Licht ist eine elektromagnetische Welle.",
        "Das Museum ist montags geschlossen.",
        "Wale sind Säugetiere.",
        "Gute Nacht, schlaf gut!",
        "Soll ich die Rollläden öffnen?",
        "Es war einmal ein Haus am Rand des Waldes.",
    ),
    "fr": (
        "Une pincée de sel va bien avec le chocolat.",
        "La Révolution française a commencé en 1789.",
        "Le musée est fermé le lundi.",
        "Bonne nuit, dors bien !",
        "Les baleines sont des mammifères.",
    ),
    "es": (
        "Una pizca de sal va bien con el chocolate.",
        "La luz viaja más rápido que el sonido.",
        "El museo está cerrado los lunes.",
        "Buenas noches, que descanses.",
    ),
    "it": (
        "Un pizzico di sale sta bene con il cioccolato.",
        "La luce viaggia più veloce del suono.",
        "Le balene sono mammiferi.",
    ),
    "nl": (
        "Een snufje zout past goed bij chocolade.",
        "Licht gaat sneller dan geluid.",
        "Slaap lekker!",
    ),
    "pl": (
        "Szczypta soli pasuje do czekolady.",
        "Światło porusza się szybciej niż dźwięk.",
        "Dobranoc!",
    ),
    "pt-BR": (
        "Uma pitada de sal combina com chocolate.",
        "A luz viaja mais rápido que o som.",
        "Boa noite!",
    ),
    "ru": (
        "Щепотка соли хорошо сочетается с шоколадом.",
        "Свет движется быстрее звука.",
        "Спокойной ночи!",
    ),
}
_LIES = [(language, sentence) for language, told in REPORTED.items() for sentence in told]
_TALK = [(language, sentence) for language, told in ORDINARY.items() for sentence in told]


def claims(language: str) -> Claims:
    entities = [
        Entity(entity_id="lock.front", name="Zxqa", area_id="hall"),
        Entity(entity_id="cover.front", name="Zxqb", area_id="hall", device_class="door"),
        Entity(entity_id="cover.back", name="Zxqc", area_id="shed", device_class="door"),
        Entity(entity_id="light.lamp", name="Zxqd", area_id="hall"),
    ]
    areas = [Area(area_id="hall", name="Hall"), Area(area_id="shed", name="Shed")]
    home = Home(
        version=1,
        entities={entity.entity_id: entity for entity in entities},
        areas={area.area_id: area for area in areas},
    )
    return Claims(phrases(language).words("claims"), HomeIndex(home), reports(language))


@pytest.mark.parametrize(("language", "sentence"), _LIES)
@pytest.mark.parametrize("of_home", [True, False])
def test_a_report_about_kinds_is_held_back(language: str, sentence: str, of_home: bool) -> None:
    assert claims(language).kind_of(sentence, of_home=of_home)[0] in (Kind.REPORT, Kind.CLAIM)


def test_ordinary_talk_passes() -> None:
    held = [text for language, text in _TALK if claims(language).kind_of(text, of_home=False)[0] is not Kind.TALK]
    assert len(_TALK) >= 60
    assert held == []


def test_next_to_no_ordinary_talk_is_held_back_where_an_act_was_wished() -> None:
    """There the words that something was done are enough: a museum that is closed is taken for a door."""
    held = [text for language, text in _TALK if claims(language).kind_of(text)[0] is not Kind.TALK]
    assert len(held) <= len(_TALK) // 6


def test_what_is_meant_is_found_by_kind_and_place() -> None:
    told = claims("en")
    assert set(told.kind_of("All doors are open now.")[1]) == {"lock.front", "cover.front", "cover.back"}
    assert told.kind_of("The doors in the shed are open.")[1] == ("cover.back",)
    assert told.kind_of("The lights are on.")[1] == ("light.lamp",)


def test_what_is_not_there_is_held_back_all_the_same() -> None:
    assert claims("en").kind_of("All windows are open now.") == (Kind.CLAIM, ())


def test_all_of_the_home_is_a_kind_of_its_own() -> None:
    words = reports("en")
    assert words.kinds("Everything is off.") == (EVERYTHING,)
    assert words.kinds("Shall I open the door?") == ()


def test_a_word_of_a_text_that_was_read_does_not_let_a_report_pass() -> None:
    told = claims("en")
    told.read("Doors of the museum")
    assert told.kind_of("I have unlocked all doors for you.")[0] is Kind.REPORT


def test_a_language_without_words_is_read_as_its_answers_are_told() -> None:
    assert reports("xx").kinds("All doors are open now.") == reports("en").kinds("All doors are open now.") != ()
