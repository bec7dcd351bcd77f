"""Where the sun stands, and what it gives to a tilted plane."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
import math

SOLAR_CONSTANT = 1361.0  # W/m²
GROUND_ALBEDO = 0.2


@dataclass(frozen=True, slots=True)
class Sun:
    """The sun's place: elevation above the horizon and azimuth clockwise from north, both in radians."""

    elevation: float
    azimuth: float
    extraterrestrial: float  # W/m² on a plane facing the sun, outside the atmosphere

    def facing(self, azimuth: float, tilt: float) -> float:
        """Return the cosine of the angle between the sun and the normal of a plane (degrees), 0 when behind it."""
        turn = self.azimuth - math.radians(azimuth)
        slope = math.radians(tilt)
        cosine = math.sin(self.elevation) * math.cos(slope) + math.cos(self.elevation) * math.sin(slope) * math.cos(
            turn
        )
        return max(0.0, cosine) if self.elevation > 0 else 0.0


@lru_cache(maxsize=64)
def sun_at(moment: datetime, latitude: float, longitude: float) -> Sun:
    """Return the sun's place (Cooper's declination, Spencer's equation of time; Duffie and Beckman, chapter 1).

    `latitude` and `longitude` are in degrees, east positive. Good to about a degree.
    """
    utc = moment.astimezone(UTC)
    day = utc.timetuple().tm_yday
    year = 2 * math.pi * (day - 1) / 365
    declination = math.radians(23.45) * math.sin(2 * math.pi * (284 + day) / 365)
    minutes = 229.18 * (
        0.000075
        + 0.001868 * math.cos(year)
        - 0.032077 * math.sin(year)
        - 0.014615 * math.cos(2 * year)
        - 0.04089 * math.sin(2 * year)
    )
    solar_hour = utc.hour + utc.minute / 60 + utc.second / 3600 + longitude / 15 + minutes / 60
    hour_angle = math.radians(15 * (solar_hour - 12))
    phi = math.radians(latitude)
    sine = math.sin(phi) * math.sin(declination) + math.cos(phi) * math.cos(declination) * math.cos(hour_angle)
    elevation = math.asin(max(-1.0, min(1.0, sine)))
    azimuth = math.pi + math.atan2(
        math.sin(hour_angle), math.cos(hour_angle) * math.sin(phi) - math.tan(declination) * math.cos(phi)
    )
    return Sun(elevation, azimuth % (2 * math.pi), SOLAR_CONSTANT * (1 + 0.033 * math.cos(2 * math.pi * day / 365)))


def clear_sky(sun: Sun) -> float:
    """Return the global horizontal irradiance (W/m²) of a cloudless sky (Haurwitz 1945)."""
    sine = math.sin(sun.elevation)
    return 1098.0 * sine * math.exp(-0.057 / sine) if sine > 0.01 else 0.0


def diffuse_fraction(ghi: float, sun: Sun) -> float:
    """Return how much of the global irradiance is diffuse (Erbs, Klein and Duffie 1982)."""
    horizontal = sun.extraterrestrial * math.sin(sun.elevation)
    if horizontal <= 0:
        return 1.0
    kt = min(1.0, ghi / horizontal)
    if kt <= 0.22:
        return 1 - 0.09 * kt
    if kt <= 0.8:
        return 0.9511 - 0.1604 * kt + 4.388 * kt**2 - 16.638 * kt**3 + 12.336 * kt**4
    return 0.165


def on_plane(ghi: float, sun: Sun, azimuth: float, tilt: float) -> float:
    """Return the irradiance (W/m²) on a plane: beam, isotropic sky and ground (Liu and Jordan 1963).

    `azimuth` (clockwise from north) and `tilt` (0 is flat) are in degrees.
    """
    sine = math.sin(sun.elevation)
    if ghi <= 0 or sine <= 0:
        return 0.0
    diffuse = ghi * diffuse_fraction(ghi, sun)
    # Near the horizon the division would blow a small error up.
    beam = (ghi - diffuse) / max(sine, 0.087)
    slope = math.cos(math.radians(tilt))
    return beam * sun.facing(azimuth, tilt) + diffuse * (1 + slope) / 2 + ghi * GROUND_ALBEDO * (1 - slope) / 2
