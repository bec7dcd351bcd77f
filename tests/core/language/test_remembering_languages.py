"""Sentences about the memory, and answers to them, in the other languages."""

from collections.abc import Sequence
from functools import cache

import pytest

from custom_components.llm_agents.core.agents.telling_habits import told_habit
from custom_components.llm_agents.core.home.model import Area, Entity, Home
from custom_components.llm_agents.core.language.answers import Answerer
from custom_components.llm_agents.core.language.data import languages
from custom_components.llm_agents.core.language.memories import MemoryAsk, MemoryRequest
from custom_components.llm_agents.core.language.outcome import Memo, Remembered
from custom_components.llm_agents.core.language.phrases import phrases
from custom_components.llm_agents.core.language.reader import Reader
from custom_components.llm_agents.core.memory.facts import Evidence, Fact, FactKind, How
from custom_components.llm_agents.core.memory.habits import Habit
from custom_components.llm_agents.core.memory.manual import Deed

A = MemoryAsk
# By language: the name of the lamp and of the bedroom, then sentences with what they ask for.
SENTENCES: dict[str, tuple[str, str, Sequence[tuple[str, A]]]] = {
    "de": (
        "Stehlampe",
        "Schlafzimmer",
        (
            ("Merk dir, dass die Tonne am Montag rausmuss", A.REMEMBER),
            ("Vergiss nicht, dass meine Schlüssel im Flur liegen", A.REMEMBER),
            ("Ich mag es abends warm", A.LIKE),
            ("Meine Lieblingstemperatur ist 21 Grad", A.PREFER),
            ("Nenn die Stehlampe Sonne", A.NAME),
            ("Wenn ich Kino sage, meine ich die Stehlampe", A.NAME),
            ("Was weißt du über mich?", A.RECALL),
            ("Was weißt du über die Stehlampe?", A.RECALL),
            ("Vergiss, dass die Tonne am Montag rausmuss", A.FORGET),
            ("Vergiss alles über mich", A.FORGET_ALL),
            ("Das ist falsch, es ist Dienstag", A.CORRECT),
            ("Mach das nicht noch einmal", A.AVOID),
            ("Mach es hier gemütlich", A.APPLY),
            ("Stell meine Wunschtemperatur ein", A.APPLY),
            ("Hast du Vorschläge?", A.SUGGEST),
            ("Hast du irgendwelche Vorschläge für mich?", A.SUGGEST),
            ("Was ist dir aufgefallen?", A.SUGGEST),
            ("Was schlägst du vor?", A.SUGGEST),
            ("Zeig mir deine Vorschläge bitte", A.SUGGEST),
        ),
    ),
    "fr": (
        "Lampadaire",
        "Chambre",
        (
            ("Souviens-toi que les poubelles sortent le lundi", A.REMEMBER),
            ("N'oublie pas que mes clés sont dans l'entrée", A.REMEMBER),
            ("J'aime la chaleur le soir", A.LIKE),
            ("Ma température préférée est de 21 degrés", A.PREFER),
            ("Appelle le lampadaire Soleil", A.NAME),
            ("Quand je dis cinéma je veux dire le lampadaire", A.NAME),
            ("Que sais-tu de moi ?", A.RECALL),
            ("Que sais-tu du lampadaire ?", A.RECALL),
            ("Oublie que les poubelles sortent le lundi", A.FORGET),
            ("Oublie tout ce que tu sais de moi", A.FORGET_ALL),
            ("C'est faux, c'est mardi", A.CORRECT),
            ("Ne refais pas ça", A.AVOID),
            ("Rends la chambre agréable", A.APPLY),
            ("Mets ma température habituelle", A.APPLY),
            ("As-tu des suggestions ?", A.SUGGEST),
            ("Avez-vous des suggestions pour nous ?", A.SUGGEST),
            ("Qu'as-tu remarqué ?", A.SUGGEST),
            ("Que proposes-tu ?", A.SUGGEST),
        ),
    ),
    "es": (
        "Lámpara de pie",
        "Dormitorio",
        (
            ("Recuerda que la basura sale el lunes", A.REMEMBER),
            ("No olvides que mis llaves están en la entrada", A.REMEMBER),
            ("Me gusta el calor por la noche", A.LIKE),
            ("Mi temperatura favorita es 21 grados", A.PREFER),
            ("Llama Sol a la lámpara de pie", A.NAME),
            ("Cuando digo cine me refiero a la lámpara de pie", A.NAME),
            ("¿Qué sabes de mí?", A.RECALL),
            ("¿Qué sabes de la lámpara de pie?", A.RECALL),
            ("Olvida que la basura sale el lunes", A.FORGET),
            ("Olvida todo lo que sabes de mí", A.FORGET_ALL),
            ("Eso no es cierto, es el martes", A.CORRECT),
            ("No vuelvas a hacer eso", A.AVOID),
            ("Pon el dormitorio acogedor", A.APPLY),
            ("Pon mi temperatura habitual", A.APPLY),
            ("¿Tienes alguna sugerencia?", A.SUGGEST),
            ("¿Qué has notado?", A.SUGGEST),
            ("¿Qué me sugieres?", A.SUGGEST),
            ("Muéstrame tus sugerencias", A.SUGGEST),
        ),
    ),
    "it": (
        "Lampada da terra",
        "Camera",
        (
            ("Ricordati che i rifiuti escono il lunedì", A.REMEMBER),
            ("Non dimenticare che le mie chiavi sono all'ingresso", A.REMEMBER),
            ("Mi piace il caldo la sera", A.LIKE),
            ("La mia temperatura preferita è 21 gradi", A.PREFER),
            ("Chiama la lampada da terra Sole", A.NAME),
            ("Quando dico cinema intendo la lampada da terra", A.NAME),
            ("Cosa sai di me?", A.RECALL),
            ("Cosa sai della lampada da terra?", A.RECALL),
            ("Dimentica che i rifiuti escono il lunedì", A.FORGET),
            ("Dimentica tutto quello che sai di me", A.FORGET_ALL),
            ("Non è vero, è martedì", A.CORRECT),
            ("Non farlo mai più", A.AVOID),
            ("Rendi la camera accogliente", A.APPLY),
            ("Imposta la mia temperatura abituale", A.APPLY),
            ("Hai dei suggerimenti?", A.SUGGEST),
            ("Cosa hai notato?", A.SUGGEST),
            ("Che cosa mi suggerisci?", A.SUGGEST),
            ("Mostrami i tuoi suggerimenti", A.SUGGEST),
        ),
    ),
    "nl": (
        "Staande lamp",
        "Slaapkamer",
        (
            ("Onthoud dat de vuilnis op maandag buiten moet", A.REMEMBER),
            ("Vergeet niet dat mijn sleutels in de gang liggen", A.REMEMBER),
            ("Ik hou van warmte in de avond", A.LIKE),
            ("Mijn favoriete temperatuur is 21 graden", A.PREFER),
            ("Noem de staande lamp Zon", A.NAME),
            ("Als ik bioscoop zeg bedoel ik de staande lamp", A.NAME),
            ("Wat weet je over mij?", A.RECALL),
            ("Wat weet je over de staande lamp?", A.RECALL),
            ("Vergeet dat de vuilnis op maandag buiten moet", A.FORGET),
            ("Vergeet alles over mij", A.FORGET_ALL),
            ("Dat is niet waar, het is dinsdag", A.CORRECT),
            ("Doe dat nooit meer", A.AVOID),
            ("Maak het hier gezellig", A.APPLY),
            ("Zet mijn gewone temperatuur", A.APPLY),
            ("Heb je suggesties?", A.SUGGEST),
            ("Wat is je opgevallen?", A.SUGGEST),
            ("Wat heb je opgemerkt?", A.SUGGEST),
            ("Wat stel je voor?", A.SUGGEST),
        ),
    ),
    "pl": (
        "Lampa stojąca",
        "Sypialnia",
        (
            ("Zapamiętaj, że śmieci wywożą w poniedziałek", A.REMEMBER),
            ("Nie zapomnij, że moje klucze są w korytarzu", A.REMEMBER),
            ("Lubię ciepło wieczorem", A.LIKE),
            ("Moja ulubiona temperatura to 21 stopni", A.PREFER),
            ("Nazwij lampę stojącą Słońce", A.NAME),
            ("Gdy mówię kino, mam na myśli lampę stojącą", A.NAME),
            ("Co o mnie wiesz?", A.RECALL),
            ("Co wiesz o lampie stojącej?", A.RECALL),
            ("Zapomnij, że śmieci wywożą w poniedziałek", A.FORGET),
            ("Zapomnij wszystko o mnie", A.FORGET_ALL),
            ("To nieprawda, to wtorek", A.CORRECT),
            ("Nie rób tego więcej", A.AVOID),
            ("Zrób tu przytulnie", A.APPLY),
            ("Ustaw moją zwykłą temperaturę", A.APPLY),
            ("Czy masz jakieś propozycje?", A.SUGGEST),
            ("Masz dla mnie pomysły?", A.SUGGEST),
            ("Co zauważyłeś?", A.SUGGEST),
            ("Co proponujesz?", A.SUGGEST),
        ),
    ),
    "pt-BR": (
        "Luminária de piso",
        "Quarto",
        (
            ("Lembre que o lixo sai na segunda", A.REMEMBER),
            ("Não esqueça que minhas chaves estão na entrada", A.REMEMBER),
            ("Eu gosto de calor à noite", A.LIKE),
            ("Minha temperatura favorita é 21 graus", A.PREFER),
            ("Chame a luminária de piso de Sol", A.NAME),
            ("Quando digo cinema quero dizer a luminária de piso", A.NAME),
            ("O que você sabe sobre mim?", A.RECALL),
            ("O que você sabe sobre a luminária de piso?", A.RECALL),
            ("Esqueça que o lixo sai na segunda", A.FORGET),
            ("Esqueça tudo sobre mim", A.FORGET_ALL),
            ("Isso está errado, é terça", A.CORRECT),
            ("Não faça isso de novo", A.AVOID),
            ("Deixe o quarto aconchegante", A.APPLY),
            ("Ajuste minha temperatura habitual", A.APPLY),
            ("Você tem alguma sugestão?", A.SUGGEST),
            ("O que você percebeu?", A.SUGGEST),
            ("O que você sugere?", A.SUGGEST),
            ("Mostre as suas sugestões", A.SUGGEST),
        ),
    ),
    "ru": (
        "Торшер",
        "Спальня",
        (
            ("Запомни, что мусор вывозят в понедельник", A.REMEMBER),
            ("Не забудь, что мои ключи в прихожей", A.REMEMBER),
            ("Мне нравится тепло вечером", A.LIKE),
            ("Моя любимая температура 21 градус", A.PREFER),
            ("Называй торшер Солнце", A.NAME),
            ("Когда я говорю кино, я имею в виду торшер", A.NAME),
            ("Что ты обо мне знаешь?", A.RECALL),
            ("Что ты знаешь про торшер?", A.RECALL),
            ("Забудь, что мусор вывозят в понедельник", A.FORGET),
            ("Забудь всё обо мне", A.FORGET_ALL),
            ("Это неправда, это вторник", A.CORRECT),
            ("Больше так не делай", A.AVOID),
            ("Сделай здесь уютно", A.APPLY),
            ("Поставь мою обычную температуру", A.APPLY),
            ("У тебя есть предложения?", A.SUGGEST),
            ("Есть предложения?", A.SUGGEST),
            ("Что ты заметил?", A.SUGGEST),
            ("Что ты предлагаешь?", A.SUGGEST),
        ),
    ),
}
CASES = [(language, text, ask) for language, (_, _, found) in SENTENCES.items() for text, ask in found]


@cache
def reader_and_home(language: str) -> tuple[Reader, Home]:
    lamp, room, _ = SENTENCES[language]
    area = Area(area_id="bed", name=room)
    entities = [
        Entity(entity_id="light.lamp", name=lamp, area_id="bed"),
        Entity(entity_id="climate.bed", name="Thermo", area_id="bed"),
    ]
    home = Home(version=1, areas={"bed": area}, entities={entity.entity_id: entity for entity in entities})
    return Reader(language), home


@pytest.mark.parametrize(("language", "text", "ask"), CASES)
def test_reads_what_is_said_of_the_memory(language: str, text: str, ask: MemoryAsk) -> None:
    reader, home = reader_and_home(language)
    reading = reader.read(text, home, lambda _: None)
    assert len(reading.requests) == 1, reading
    request = reading.requests[0]
    assert isinstance(request, MemoryRequest), request
    assert request.ask is ask
    if ask is A.PREFER:
        assert (request.topic, request.value, request.shared) == ("temperature", 21, False)
    if ask is A.NAME:
        assert request.about == ("light.lamp",)


NAME = Fact(
    fact_id="n",
    kind=FactKind.NAME,
    text="Sol",
    about=("light.lamp",),
    evidence=Evidence(how=How.WORDS, words="x", at="2026-11-21T08:00:00+00:00"),
)
HABIT = Habit(
    habit_id="h",
    user_id="u",
    deeds=(Deed("light.lamp", "light", "turn_off"),),
    minute=1390,
    weekdays=frozenset((0, 2)),
    times=9,
    days=10,
    confidence=0.8,
    evidence=(),
)


@pytest.mark.parametrize("language", languages())
def test_every_outcome_can_be_told(language: str) -> None:
    _, home = reader_and_home(language if language in SENTENCES else "de")
    answerer = Answerer(phrases(language), home)
    for memo in Memo:
        for ask in MemoryAsk:
            for shared in (False, True):
                for asked in ({}, {"n": "x"}, {"n": "x", "m": "y"}):
                    request = MemoryRequest(
                        ask=ask, text="Sol", about=("light.lamp",), topic="temperature", shared=shared
                    )
                    outcome = Remembered(
                        request=request, memo=memo, facts=(NAME,) * len(asked), more=len(asked), text="Sol", asked=asked
                    )
                    told = answerer.answer([outcome])
                    assert "{" not in told
                    assert told or memo in (Memo.KNOWN, Memo.ASKED)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("how", How)
@pytest.mark.parametrize("owner", ["anna", None])
def test_a_fact_is_told_with_its_source_and_day(language: str, how: How, owner: str | None) -> None:
    _, home = reader_and_home(language if language in SENTENCES else "de")
    evidence = Evidence(how=how, words="jazz" if how is How.WORDS else "", at="2026-11-21T08:00:00+00:00")
    fact = Fact(fact_id="f", kind=FactKind.FACT, text="jazz", user_id=owner, evidence=evidence)
    outcome = Remembered(request=MemoryRequest(ask=A.RECALL), memo=Memo.KNOWN, facts=(fact,))
    told = Answerer(phrases(language), home).answer([outcome])
    assert "jazz" in told.casefold()
    assert "21" in told
    assert "2026" in told


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("form", ["ask", "told", "alias", "description"])
@pytest.mark.parametrize("weekdays", [(0, 2), range(7), range(5), (5, 6)])
def test_a_habit_is_told(language: str, form: str, weekdays: Sequence[int]) -> None:
    _, home = reader_and_home(language if language in SENTENCES else "de")
    words = phrases(language)
    habit = Habit.from_json(HABIT.to_json() | {"weekdays": list(weekdays)})
    told = told_habit(habit, words, Answerer(words, home), form)
    assert "10" in told
    assert form != "ask" or told.endswith("?")
    assert form != "told" or words.say("habits", "question").endswith("?")
