# Home Assistant puts probatio in the place of voluptuous; so do the types.
from probatio import *
