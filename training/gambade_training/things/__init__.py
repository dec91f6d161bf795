"""Made-up things of known kinds: furniture, vessels, buildings, vehicles and what else people take
pictures of, each built from a few parts with sizes, shapes and colours of its own.

What random compositions cannot teach is habit: that a table's far legs are as its near ones, that
a cup is hollow, that a car is as broad as its bonnet. A kind is a function that gets a Builder and
adds the parts of one thing; `KINDS` of every module lists them with how often each is drawn.

What several modules build with is in shapes.py, paints.py, fronts.py and, of one sort of things,
building_parts.py, vehicle_parts.py and figure_parts.py.
"""

from gambade_training.choices import weighted
from gambade_training.things import (animals, appliances, buildings, castles, containers, craft,
                                     creatures, food, furniture, implements, machines, people,
                                     plants, produce, road_vehicles, street, trees, turned,
                                     vessels)
from gambade_training.things.builder import Builder

# With how often each is drawn.
MODULES = ((furniture, 0.18), (appliances, 0.12), (implements, 0.12), (vessels, 0.08),
           (containers, 0.06), (food, 0.05), (produce, 0.04), (trees, 0.04), (plants, 0.04),
           (buildings, 0.07), (castles, 0.03), (street, 0.04), (road_vehicles, 0.033),
           (machines, 0.017), (craft, 0.04), (people, 0.035), (animals, 0.027),
           (creatures, 0.018))


def thing(random, modules=MODULES):
    """The parts (solids.Solid) of one thing, and its tiles: (pattern, colours) each."""
    builder = Builder(random)
    weighted(random, weighted(random, modules).KINDS)(builder)
    return builder.parts, builder.tiles


def turned_piece(random):
    """The same of a turned piece; these are drawn beside the others, however many are wanted."""
    return thing(random, ((turned, 1.0),))
