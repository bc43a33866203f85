"""Writes decimals.json: decimal numbers and the bits of the nearest double, from Python's `float`
(David Gay's correctly rounded `strtod`). `python3 make_decimals.py` with any Python from 3.8 on."""

import json
import platform
import random
import struct
from decimal import Decimal, getcontext
from pathlib import Path

getcontext().prec = 1100
random.seed(20260101)


def bits(text):
    return "%016x" % struct.unpack(">Q", struct.pack(">d", float(text)))[0]


def halfway(value):
    """The number in the middle between a double and the next one, exactly."""
    word = struct.unpack(">Q", struct.pack(">d", value))[0]
    above = struct.unpack(">d", struct.pack(">Q", word + 1))[0]
    return (Decimal(value) + Decimal(above)) / 2


def some_double():
    return struct.unpack(">d", struct.pack(">Q", random.getrandbits(63) % (0x7FE << 52)))[0]


texts = """0 -0 1 -1 +1 .5 5. 1e0 1E+2 1e-2 0.1 0.2 0.3 123456789012345678 1e22 1e23 1e-22 1e-23 9007199254740993
9007199254740992 9007199254740991e3 1.7976931348623157e308 1.7976931348623158e308 1.7976931348623159e308 1e308 1e309
1e400 1e99999999999999999999 1e-99999999999999999999 0e999 2.2250738585072014e-308 2.2250738585072011e-308
4.9406564584124654e-324 2.4703282292062327e-324 2.4703282292062328e-324 1e-400 6631236846766476e-316
3237883913302901289588352197561216e-30 0.000000000000000000000000000012345678901234567
00000000000000000000000000000000000000001.5 1.00000000000000011102230246251565404236316680908203125
1.00000000000000011102230246251565404236316680908203124 1.00000000000000011102230246251565404236316680908203126
17976931348623157081452742373170435679807056752584499659891747680315726078002853876058955863276687817154045895351438
7.2057594037927933e+16 0.00000000000000000000 100000000000000000000000000""".split()
for _ in range(300):
    texts.append(repr(some_double()))
    texts.append("%.17g" % some_double())
    texts.append("%d.%de%d" % (random.randrange(10**3), random.randrange(10**16), random.randrange(-330, 310)))
    texts.append("%.*f" % (random.randrange(1, 20), random.uniform(-1000, 1000)))
for _ in range(40):
    middle = halfway(some_double())
    texts.append(format(middle, "e"))
    texts.append(format(middle.next_plus(), "e"))
    texts.append(format(middle.next_minus(), "e"))
for count in (790, 800, 801, 900):
    digits = format(halfway(some_double()), "f").replace(".", "")
    texts += ["1" + "0" * count + "1", "0." + "9" * count, digits + "0" * count + "1e-%d" % count]

rows = [[text, bits(text)] for text in texts]
content = {"python": platform.python_version(), "decimals": rows}
Path(__file__).with_name("decimals.json").write_text(
    "{\n" + '"python": "%s",\n"decimals": [\n' % content["python"]
    + ",\n".join(json.dumps(row) for row in rows) + "\n]\n}\n")
