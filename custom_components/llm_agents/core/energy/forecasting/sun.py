"""Where the sun stands, and what panels make of it: standard formulas, each with its source."""

import numpy as np

from ..assets import Photovoltaics
from ..steps import DAY, FloatArray, Steps

_SOLAR_CONSTANT = 1.361  # kW/m²
_GROUND = 0.2  # albedo
_SYSTEM = 0.88  # wiring, inverter, soiling, mismatch: PVWatts' usual 14 % losses without those of temperature
_PER_KELVIN = -0.004
_HEATING = 28.0  # K over the air at 1 kW/m², from a nominal operating cell temperature of about 45 °C
_WITHIN_STEP = 4  # positions of the sun for each step


def position(instants: FloatArray, latitude: float, longitude: float) -> tuple[FloatArray, FloatArray]:
    """Return the sun's elevation and azimuth (clockwise from north) in radians, right to about 0.01 degrees.

    The Astronomical Almanac's low precision formulas (J. Michalsky, Solar Energy 40 (1988) 227-235).
    """
    days = instants / DAY - 10957.5  # since 2000-01-01 12:00 UTC
    anomaly = np.radians(357.528 + 0.9856003 * days)
    longitude_of_sun = np.radians(280.460 + 0.9856474 * days + 1.915 * np.sin(anomaly) + 0.020 * np.sin(2 * anomaly))
    obliquity = np.radians(23.439 - 4e-7 * days)
    ascension = np.arctan2(np.cos(obliquity) * np.sin(longitude_of_sun), np.cos(longitude_of_sun))
    declination = np.arcsin(np.sin(obliquity) * np.sin(longitude_of_sun))
    sidereal = np.radians((280.46062 + 360.98564737 * days + longitude) % 360)
    hour_angle = sidereal - ascension
    phi = np.radians(latitude)
    elevation = np.arcsin(np.sin(declination) * np.sin(phi) + np.cos(declination) * np.cos(phi) * np.cos(hour_angle))
    azimuth = np.arctan2(
        -np.cos(declination) * np.sin(hour_angle),
        np.sin(declination) * np.cos(phi) - np.cos(declination) * np.sin(phi) * np.cos(hour_angle),
    )
    return np.asarray(elevation, dtype=np.float64), np.asarray(azimuth % (2 * np.pi), dtype=np.float64)


def clear_sky(elevation: FloatArray) -> FloatArray:
    """Return the irradiance (kW/m²) on the horizontal under a clear sky (B. Haurwitz, Journal of Meteorology 2 (1945))."""
    height = np.maximum(np.sin(elevation), 1e-4)
    return np.where(elevation > 0, 1.098 * height * np.exp(-0.057 / height), 0.0)


def clouded(clear: FloatArray, cloud: FloatArray) -> FloatArray:
    """Return what a cloud cover of 0..1 leaves of it (F. Kasten and G. Czeplak, Solar Energy 24 (1980) 177-189)."""
    return np.asarray(clear * (1 - 0.75 * np.clip(cloud, 0, 1) ** 3.4), dtype=np.float64)


def diffuse_share(irradiance: FloatArray, elevation: FloatArray) -> FloatArray:
    """Return which share of the irradiance is diffuse (D. Erbs, S. Klein and J. Duffie, Solar Energy 28 (1982) 293-302)."""
    clearness = np.clip(irradiance / np.maximum(_SOLAR_CONSTANT * np.sin(elevation), 0.02), 0, 1)
    middle = 0.9511 - 0.1604 * clearness + 4.388 * clearness**2 - 16.638 * clearness**3 + 12.336 * clearness**4
    return np.where(clearness <= 0.22, 1 - 0.09 * clearness, np.where(clearness <= 0.8, middle, 0.165))


def on_plane(
    irradiance: FloatArray, elevation: FloatArray, azimuth: FloatArray, tilt: float, facing: float
) -> FloatArray:
    """Return the irradiance (kW/m²) on a tilted plane: B. Liu and R. Jordan, Solar Energy 7 (1963) 53-74 (isotropic sky).

    `tilt` and `facing` are in degrees, from the horizontal and clockwise from north.
    """
    slope, ahead = np.radians(tilt), azimuth - np.radians(facing)
    diffuse = irradiance * diffuse_share(irradiance, elevation)
    incidence = np.sin(elevation) * np.cos(slope) + np.cos(elevation) * np.sin(slope) * np.cos(ahead)
    beam = (irradiance - diffuse) * np.maximum(incidence, 0) / np.maximum(np.sin(elevation), 0.05)
    sky = diffuse * (1 + np.cos(slope)) / 2 + irradiance * _GROUND * (1 - np.cos(slope)) / 2
    return np.where(elevation > 0, np.minimum(beam, _SOLAR_CONSTANT) + sky, 0.0)


def panels(
    steps: Steps,
    asset: Photovoltaics,
    latitude: float,
    longitude: float,
    *,
    irradiance: FloatArray | None = None,
    cloud: FloatArray | None = None,
    outdoor: FloatArray | None = None,
) -> FloatArray:
    """Return the kW that panels make in each step under a given sky, a clear one if none is given.

    `irradiance` is kW/m² on the horizontal, `cloud` a cover of 0..1, `outdoor` °C, each one value for each step.
    """
    parts = (np.arange(_WITHIN_STEP) + 0.5) / _WITHIN_STEP
    instants = steps.starts[:, None] + np.diff(steps.edges)[:, None] * parts
    elevation, azimuth = position(instants, latitude, longitude)
    clear = clear_sky(elevation)
    horizontal = clear
    if irradiance is not None:
        mean = np.maximum(clear.mean(axis=1), 1e-6)
        horizontal = np.minimum(clear * (np.maximum(irradiance, 0) / mean)[:, None], _SOLAR_CONSTANT)
    elif cloud is not None:
        horizontal = clouded(clear, cloud[:, None])
    plane = on_plane(horizontal, elevation, azimuth, asset.tilt, asset.azimuth).mean(axis=1)
    cell = (15.0 if outdoor is None else outdoor) + _HEATING * plane
    power = asset.peak_kw * plane * _SYSTEM * (1 + _PER_KELVIN * (cell - 25))
    most = asset.peak_kw if asset.inverter_kw is None else asset.inverter_kw
    return np.asarray(np.clip(power, 0, most), dtype=np.float64)
