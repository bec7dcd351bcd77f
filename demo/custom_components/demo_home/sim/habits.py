"""What the two people do with their devices: used for the past only, so that nothing moves by itself while one talks."""

from datetime import datetime

from .chance import chance
from .devices import Cover, Delayed, Fan, Light, Media, Switch, Thermostat, Vacuum
from .house import House
from .people import AWAY, Stay

#: the lamps that somebody switches on in a dark room; the first one always, the others by mood
LAMPS = {
    "kitchen": ("light.kitchen_ceiling", "light.kitchen_counter"),
    "living_room": ("light.living_room_floor_lamp", "light.living_room_ceiling"),
    "dining_room": ("light.dining_room_pendant",),
    "office": ("light.office_desk_lamp", "light.office_ceiling"),
    "bedroom": ("light.bedroom_bedside_lamp", "light.bedroom_ceiling"),
    "bathroom": ("light.bathroom_ceiling",),
    "kids_room": ("light.kids_room_ceiling", "light.kids_room_desk_lamp"),
    "guest_room": ("light.guest_room_ceiling",),
    "garden": ("light.garden_path",),
}
BLINDS = ("cover.living_room_blinds", "cover.kitchen_blinds", "cover.office_blinds")
SHUTTERS = ("cover.bedroom_shutter", "cover.kids_room_shutter")
DARK = 25.0  # W/m²: below it people want light


class Habits:
    """Two people's hands on the devices of one house."""

    def __init__(self, house: House) -> None:
        """Take the house they live in."""
        self.house = house

    def act(self) -> None:
        """Do what these people would do at the house's present moment."""
        house = self.house
        stays = house.people.stays(house.time)
        local = house.time.astimezone(house.zone)
        dark = house.weather.ghi(house.time) < DARK
        self._lamps(stays, dark=dark)
        self._covers(stays, local, dark=dark)
        self._media(stays)
        self._safety(stays)
        self._comfort(stays, local)
        self._chores(stays, local)

    def _chance(self, *what: object) -> float:
        return chance(self.house.seed, "habit", *what)

    def _lamps(self, stays: dict[str, Stay], *, dark: bool) -> None:
        lit = {stay.place for stay in stays.values() if stay.awake and dark}
        day = self.house.time.date()
        for room, lamps in LAMPS.items():
            for number, entity_id in enumerate(lamps):
                mood = self._chance(day, entity_id)
                self._light(entity_id, on=room in lit and (number == 0 or mood < 0.45), mood=mood)
        self._light("light.hallway_ceiling", on=dark and self._somebody_passes(), mood=1.0)

    def _light(self, entity_id: str, *, on: bool, mood: float) -> None:
        light = self.house.device(entity_id, Light)
        if on and not light.on and light.dims:
            light.brightness = int(110 + 145 * mood)
        light.on = on

    def _somebody_passes(self) -> bool:
        return self.house.motion("hallway") or self._chance(int(self.house.time.timestamp() // 600), "hall") < 0.1

    def _covers(self, stays: dict[str, Stay], local: datetime, *, dark: bool) -> None:
        asleep = any(not stay.awake for stay in stays.values())
        for entity_id in SHUTTERS:
            self._move(entity_id, 0 if asleep or (dark and local.hour >= 16) else 100)
        glare = self.house.weather.ghi(self.house.time) > 520
        for entity_id in BLINDS:
            position = 35 if glare and entity_id == "cover.living_room_blinds" else 100
            self._move(entity_id, 0 if dark and (local.hour >= 17 or local.hour < 6) else position)

    def _move(self, entity_id: str, position: float) -> None:
        cover = self.house.device(entity_id, Cover)
        cover.target = cover.position = position
        cover.tilt = cover.tilt_target = 0.0 if position == 0 else 100.0

    def _media(self, stays: dict[str, Stay]) -> None:
        places = {stay.place for stay in stays.values() if stay.awake}
        local = self.house.time.astimezone(self.house.zone)
        self._play("media_player.living_room_tv", on="living_room" in places and local.hour >= 19)
        self._play("media_player.kitchen_speaker", on="kitchen" in places)
        self._play("media_player.bedroom_speaker", on="bedroom" in places)

    def _play(self, entity_id: str, *, on: bool) -> None:
        player = self.house.device(entity_id, Media)
        player.state = "playing" if on else ("off" if player.is_tv else "idle")
        player.track = int(self.house.time.timestamp() // 240)

    def _safety(self, stays: dict[str, Stay]) -> None:
        if all(stay.place in AWAY for stay in stays.values()):
            state = "armed_away"
        elif all(not stay.awake for stay in stays.values()):
            state = "armed_night"
        else:
            state = "disarmed"
        self.house.device("alarm_control_panel.house", Delayed).go(state, 0)

    def _comfort(self, stays: dict[str, Stay], local: datetime) -> None:
        """Heat in the cold season, lower it at night; air the bedroom in the morning; run fans with the shower."""
        house = self.house
        mean = sum(hour.temperature for hour in house.weather.hours(house.time, 24)) / 24 if local.minute < 5 else None
        for device in house.devices.values():
            if isinstance(device, Thermostat) and mean is not None:
                device.mode = "heat" if mean < 16.5 else "cool" if mean > 24 else "off"
        house.device("climate.living_room", Thermostat).target = 21.0 if 6 <= local.hour < 22 else 19.5
        house.openings["binary_sensor.bedroom_window"] = local.hour == 8 and local.minute < 15
        house.openings["binary_sensor.bathroom_window"] = local.hour == 9 and local.minute < 10
        house.device("fan.bathroom_extractor", Fan).on = any(stay.task == "shower" for stay in stays.values())
        self._switch("switch.towel_warmer", on=6 <= local.hour < 8)

    def _chores(self, stays: dict[str, Stay], local: datetime) -> None:
        self._switch("switch.coffee_machine", on=any(stay.task == "coffee" for stay in stays.values()))
        minute = local.hour * 60 + local.minute
        if local.weekday() in (0, 2, 5) and 600 <= minute < 605:
            self._switch("switch.washing_machine", on=True)
        if 1230 <= minute < 1235 and self._chance(local.date(), "dishes") < 0.75:
            self._switch("switch.dishwasher", on=True)
        vacuum = self.house.device("vacuum.robot_vacuum", Vacuum)
        if local.weekday() in (1, 4):
            if 630 <= minute < 635:
                vacuum.activity = "cleaning"
            elif 690 <= minute < 695:
                vacuum.go_home()

    def _switch(self, entity_id: str, *, on: bool) -> None:
        self.house.device(entity_id, Switch).on = on


def tidy(house: House) -> None:
    """Leave the house as a guest should find it: somebody is at home, doors are locked, a lamp and a window tell of life."""
    for entity_id, device in house.devices.items():
        if isinstance(device, Light):
            device.on = entity_id in ("light.living_room_floor_lamp", "light.office_desk_lamp")
        elif isinstance(device, Media):
            device.state = "off" if device.is_tv else "idle"
        elif isinstance(device, Cover) and entity_id != "cover.garage_door":
            device.position = device.target = device.tilt = device.tilt_target = 100.0
        elif isinstance(device, Fan):
            device.on = False
    house.device("alarm_control_panel.house", Delayed).go("disarmed", 0)
    house.dishwasher.loaded = not house.dishwasher.running
    house.openings.update(dict.fromkeys(house.openings, False) | {"binary_sensor.kids_room_window": True})
