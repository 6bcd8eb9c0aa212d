"""The few words that decide whether two texts that look alike say the same."""

FUNCTION_WORDS = frozenset(
    """
    a an the this that these those it its he she they them his her their we our you your i my one
    is are was were be been being am do does did done has have had having can could may might must shall should will would
    of in on at by for from to into onto over under with within about as than then between through during per via
    and or but so if because since while when where which who whom whose what why how there here
    also very more most much many some any each every all both such only just other another same own
    """.split()
)
"""English words that hold a sentence together and tell nothing by themselves."""

GENERIC_WORDS = frozenset(
    """
    step steps stage stages phase phases example examples part parts point points thing things way ways item items
    main key major important basic type types kind kinds form forms class classes category categories group groups
    purpose goal goals aim use uses used using benefit benefits advantage advantages disadvantage disadvantages drawback
    reason reasons result results effect effects cause causes role function feature features property properties
    definition meaning term mean means meant involve involves include includes included contain contains consist consists
    listed called named stand stands happen happens refer refers describe describes rule rules name names
    """.split()
)
"""Words of questions that could be asked of anything."""

NEGATIONS = frozenset(
    "not no nor never none neither without cannot non nicht kein keine ohne nie pas sans mai senza не без".split()
)
"""Words that turn a statement into its opposite; `n't` is one more."""

_SPELT = [
    ("one first once single", "1"),
    ("two second twice double", "2"),
    ("three third thrice triple", "3"),
    ("four fourth", "4"),
    ("five fifth", "5"),
    ("six sixth", "6"),
    ("seven seventh", "7"),
    ("eight eighth", "8"),
    ("nine ninth", "9"),
    ("ten tenth", "10"),
    ("eleven eleventh", "11"),
    ("twelve twelfth", "12"),
    ("half", "1/2"),
    ("third thirds", "3"),
    ("quarter quarters", "1/4"),
    ("hundred hundreds", "100"),
    ("thousand thousands", "1000"),
    ("million millions", "million"),
    ("billion billions", "billion"),
    ("trillion trillions", "trillion"),
]
NUMERALS = {word: figure for words, figure in _SPELT for word in words.split()}
"""Figures that are written as words."""

UNITS = frozenset(
    """
    % percent ° celsius fahrenheit kelvin nm µm μm mm cm dm m km inch inches foot feet yard yards mile miles
    mg g kg gram grams kilogram kilograms ton tons tonne tonnes lb pound pounds ounce ounces ml l litre litres liter liters
    ms millisecond milliseconds s second seconds minute minutes hour hours day days week weeks month months year years
    decade decades century centuries hz khz mhz ghz bit bits byte bytes kb mb gb tb w kw mw v mv volt volts amp amps
    watt watts joule joules cal kcal pa bar € $ £ ¥ euro euros dollar dollars
    """.split()
)
"""What figures count; another unit is another fact."""
_UNIT_SPELLINGS = [
    "percent %",
    "metre metres meter meters m",
    "kilometre kilometres kilometer kilometers km",
    "centimetre centimetres centimeter centimeters cm",
    "millimetre millimetres millimeter millimeters mm",
    "micrometre micrometres micrometer micrometers μm µm",
    "nanometre nanometres nanometer nanometers nm",
    "inch inches",
    "foot feet ft",
    "milligram milligrams mg",
    "gram grams g",
    "kilogram kilograms kg",
    "pound pounds lb lbs",
    "millilitre millilitres milliliter milliliters ml",
    "litre litres liter liters l",
    "millisecond milliseconds ms",
    "second seconds s",
    "century centuries",
    "volt volts v",
    "watt watts w",
    "kilowatt kilowatts kw",
]
UNIT_NAMES = {word: words.split()[0] for words in _UNIT_SPELLINGS for word in words.split()}
"""Units that are spelt in several ways, each with one of them."""

_PAIRS = """
    increase decrease, increases decreases, increased decreased, increasing decreasing, rise fall, rises falls, rising falling,
    grow shrink, grows shrinks, up down, high low, higher lower, highest lowest, more less, more fewer, most least, many few,
    large small, larger smaller, largest smallest, big small, bigger smaller, biggest smallest, great small, greater less,
    greater smaller, greater lesser, greatest smallest, maximum minimum, max min, maximise minimise, maximize minimize,
    maximal minimal, upper lower, top bottom, above below, over under, long short, longer shorter, longest shortest,
    wide narrow, thick thin, thicker thinner, deep shallow, heavy light, heavier lighter, hot cold, hotter colder,
    warm cool, warmer cooler, hard soft, hard easy, fast slow, faster slower, fastest slowest, strong weak, stronger weaker,
    rich poor, old new, older newer, older younger, oldest youngest, early late, earlier later, before after,
    previous next, past future, first last, begin end, start end, start stop, begins ends, starts ends, open close, open closed,
    opens closes, left right, north south, east west, northern southern, eastern western, front back, inner outer,
    inside outside, internal external, interior exterior, input output, inputs outputs, import export, imports exports,
    positive negative, plus minus, add subtract, adds subtracts, multiply divide, gain loss, gains losses, profit loss,
    win lose, wins loses, buy sell, buys sells, buyer seller, supply demand, credit debit, asset liability, assets liabilities,
    true false, yes no, good bad, better worse, best worst, right wrong, always never, all none, everything nothing,
    present absent, full empty, active passive, active inactive, alive dead, public private, static dynamic, local global,
    strict lenient, explicit implicit, direct indirect, odd even, single multiple, simple complex, acid base, acidic basic,
    anode cathode, cation anion, proton electron, parent child, mother father, male female, man woman, men women,
    vertical horizontal, row column, rows columns, read write, reads writes, push pull, send receive, sends receives,
    encode decode, encrypt decrypt, attack defend, accept reject, accepts rejects, allow forbid, allows forbids, allow prevent,
    allows prevents, enable disable, enables disables, include exclude, includes excludes, with without, same different,
    similar different, numerator denominator, precision recall, bias variance, artery vein, arteries veins, systolic diastolic,
    supervised unsupervised, convex concave, mitosis meiosis, afferent efferent, abduction adduction, abductor adductor,
    ileum ilium, anabolic catabolic, anabolism catabolism, oxidation reduction, oxidised reduced, oxidized reduced,
    prefix suffix, ancestor descendant, success failure, succeeds fails, succeed fail, create destroy, creates destroys,
    dominant recessive, producer consumer, producers consumers, lender borrower, employer employee, client server,
    any all, any every, some all, some every, some none, each any, both either, both neither, either neither, and or,
    only also, may must, can must, should must, to from, into from, on off, in out,
    monday tuesday, january february, spring autumn, summer winter, morning evening, day night
    """
_COUPLES = [frozenset(pair.split()) for pair in _PAIRS.split(",")]
OPPOSITES = frozenset(_COUPLES)
"""Pairs of words that stand in the same place of opposite statements, as a test of what changed in a text."""

TURNING_PREFIXES = tuple(
    """
    un in im ir il non dis a anti counter contra mis de sub super over under hyper hypo pre post inter intra endo exo
    macro micro mono poly multi uni bi tri homo hetero iso aniso pro retro para meta ortho auto allo
    """.split()
)
"""Beginnings that make another word: `stable` and `unstable`, `hypertension` and `hypotension`."""
TURNING_ENDINGS = (
    ("ful", "less"),
    ("er", "ee"),
    ("or", "ee"),
    ("ase", "ose"),
    ("ate", "ite"),
    ("ide", "ate"),
    ("ide", "ite"),
)
"""Endings that make another word: `harmful` and `harmless`, `lactase` and `lactose`."""
