"""Word lists of the rules for prose: what each list is for stands below it."""

NEVER_ASKED = frozenset(
    "do go come get say tell know think feel see want seem appear become remain let keep mark reflect highlight emphasize "
    "underscore discuss explore mention note explain illustrate demonstrate outline examine delve touch begin start "
    "happen tend turn make take give find believe argue suggest claim state share talk speak point look try like "
    "continue showcase push pave help observe".split()
)
"""Verbs whose object is not worth asking for, or cannot be asked for in this way."""
PLACES = frozenset(
    "originate occur locate find place live lie reside sit run take happen base situate house bear hold".split()
)
"""Verbs that ask for a place."""
MINDING = frozenset(
    "accept recognize realize understand remember consider focus explore acknowledge embrace know".split()
)
"""Verbs of what ought to be borne in mind: nobody can tell what is wanted."""
CHANGING = frozenset(
    "change shift evolve grow develop transform progress move expand increase decrease rise fall drop shrink switch convert "
    "transition migrate range vary mature".split()
)
"""Verbs that tell how by where something comes from and goes to."""
LOCATING = frozenset("locate situate".split())
"""Participles behind which only a place can stand."""
PLACE_PREPOSITIONS = frozenset("in at on within inside near under over above below between along behind".split())
EVALUATIVE = frozenset(
    "key crucial important essential fundamental vital significant critical great good bad common major main part aspect "
    "reminder way thing testament example factor matter topic idea concern question case time step result reason "
    "cornerstone strategy move challenge problem issue difficult hard easy clear likely possible true able".split()
)
"""Words of a predicate that judges rather than defines."""
GENERA = frozenset(
    "process ability study act practice movement state condition measure amount degree rate science art tendency method "
    "use loss growth branch set part unit number body change force energy theory idea belief system form type".split()
)
"""General nouns that a definition may open with behind `the`."""
PASSIVES = {"define": "defined", "know": "alias"}
"""Verbs whose passive tells what a thing is, or what it is called."""
NECESSARY = frozenset(
    "crucial important essential necessary vital critical advisable best recommended imperative".split()
)
"""What may be said of an action that ought to be done, or not."""
ABSTRACT = frozenset(
    "one part strategy key goal challenge way step method approach focus idea thing aspect element secret purpose task "
    "priority solution answer trick mistake error misconception advice recommendation option benefit advantage danger risk "
    "problem".split()
)
"""Subjects that a gerund or infinitive explains: `the hardest part of X is doing Y`."""
OPENED_BY_GERUND = frozenset("involve include require mean entail recommend avoid prevent".split())
"""Verbs that take a gerund for their object."""
EMPTY_OBJECTS = frozenset("effect impact influence role potential ability tendency chance".split())
"""What is had: asked for by a question of its own, not by `what does X have`."""
UNITS = frozenset(
    "kilometer kilometre mile meter metre centimeter centimetre millimeter foot inch gram kilogram pound ton tonne liter litre "
    "percent % degree hertz watt volt dollar euro byte second minute hour day week month year".split()
)
"""What is measured in them is asked for by a gap, not by `what`."""
CLASSES = frozenset("example member subset symptom sign cause source".split())
"""What a thing may be of something else: asked for with its preposition."""
LIGHT_VERBS = frozenset("take have play make pay give place put".split())
"""Verbs that mean nothing without their object."""
LIGHT_OBJECTS = frozenset(
    "responsibility advantage access role part use attention emphasis effect impact influence control care interest".split()
)
"""Objects that carry the meaning of a light verb."""
BALANCING = frozenset("emphasize strike seek maintain keep create draw build form establish make set".split())
BETWEEN = frozenset(
    "balance difference distinction link connection relationship contrast conflict gap bridge tension".split()
)
"""Objects that say nothing without the two things that they are between, and verbs that bring them about."""
FOUNDING = frozenset(
    "build create develop establish found implement introduce launch invent form write add adopt conduct perform install "
    "hold pass enact deploy send dispatch hire convene commission".split()
)
"""Verbs of what is done to an end."""
VAGUE_PREPOSITIONS = frozenset("in at over during since until like with without as after before".split())
"""Prepositions that open too many kinds of adverbials to be asked for by `what`."""
BOUND_PREPOSITIONS = frozenset(
    tuple(pair.split("+"))
    for pair in "aid+in result+in specialize+in engage+in culminate+in involve+in use+in root+in ground+in embed+in anchor+in deal+with comply+with "
    "interact+with begin+with start+with end+with correspond+with coincide+with compete+with work+with serve+as act+as "
    "function+as".split()
)
"""Verbs with the preposition that belongs to them, which `what` can stand behind."""

FRAMES = frozenset(
    tuple(pair.split("+"))
    for pair in "conceptualize+as interpret+as portray+as frame+as perceive+as model+as conceive+as attribute+to connect+to "
    "link+to tie+to compare+to compare+with characterize+as describe+as see+as view+as regard+as define+as use+as treat+as label+as classify+as credit+with convert+into convert+to turn+into transform+into "
    "divide+into split+into break+into separate+from distinguish+from protect+from prevent+from derive+from replace+with "
    "combine+with associate+with pair+with provide+with supply+with equip+with expose+to apply+to assign+to reduce+to "
    "limit+to map+to bind+to shift+to move+to move+from send+to return+to hand+to delegate+to raise+to lower+to increase+by "
    "decrease+by reduce+by raise+by improve+by base+on translate+into compress+into encode+as represent+as store+as stop+from keep+from save+from free+from discourage+from".split()
)
"""Verbs that tell nothing by their object alone: what stands behind the preposition is asked for."""

ASKABLE = frozenset(
    "involve include require need lack use utilize employ contain represent indicate measure prevent avoid reduce increase lower "
    "decrease cause produce create generate form convert encourage describe cover return accept store handle track list display "
    "specify detect determine remove eliminate destroy release trigger activate inhibit block stimulate innervate supply drain "
    "impair damage treat cure protect consume absorb digest secrete host feature exhibit comprise encompass acquire discover "
    "invent introduce build develop found establish launch achieve report enhance affect resemble exceed equal mean recommend "
    "advise prioritize amplify prefer ensure analyze replace record publish win perform process compute calculate estimate "
    "predict solve simplify accelerate slow delay raise elevate suppress promote regulate control carry transport transmit "
    "encode bind cleave perforate pierce cross join reveal define denote assume imply necessitate demand expect own buy sell "
    "pay charge cost earn manage operate run oversee support integrate combine compare separate divide hide expose forbid "
    "prohibit ban restrict limit permit teach learn study track monitor observe guarantee preserve conserve waste break "
    "connect link identify deliver attract repel emit absorb oxidize dissolve melt heat cool train count strengthen weaken stabilize alter yield upregulate downregulate disrupt inflate incorporate transform target increment "
    "initialize engage leverage possess extend hinder harm signify mutate output dilute enrich fix enter adopt harness inhibit lose evoke".split()
)
"""Verbs whose object a question can ask for by the verb alone: `what does X contain`, but not `what does X offer`."""

EMPLOYING = frozenset("use utilize employ apply leverage deploy adopt add".split())
"""Verbs whose object serves an end."""
GROUNDS = frozenset(
    tuple(pair.split("+"))
    for pair in "focus+on emphasis+on focus+in difference+between distinction+between relationship+between".split()
)
"""What is on, in or between something."""
HOLDING = frozenset("assume imply ensure guarantee require dictate stipulate predict mandate posit presuppose".split())
"""Verbs whose `that` tells what holds."""
MEANT_TO = frozenset("design intend mean build formulate engineer train program equip oblige permit schedule".split())
"""Verbs whose passive tells what something or someone is there to do: `X is designed to do Y`."""
TELLING_WHICH = frozenset("indicate specify determine define control tell show describe dictate state decide".split())
"""Verbs whose `which`, `how` or `what` tells what they settle: `X determines which Y is used`."""
FINDING = frozenset("show reveal demonstrate indicate prove confirm discover find conclude".split())
"""Verbs whose `that` tells what a study or event has brought to light."""
MENTIONING = frozenset("note cite mention present portray remember hail".split())
"""Verbs whose passive only tells that something is said."""
OPINING = MENTIONING | frozenset("consider deem see view regard perceive recognize identify".split())
"""Verbs whose passive tells what people think or say."""
GENERIC = frozenset(
    "goal key idea aim result process approach challenge study company problem solution method team system purpose reason "
    "answer point effect outcome issue difference benefit advantage trick focus role concept author speaker host model "
    "user users question task work change project product situation event episode option way strategy format agent tool platform app "
    "engine framework thing code data list book film show game character class function value rule note file page site service "
    "feature area application output input image structure number period era field video photo picture section chart table device "
    "machine program website account message text name person story scene version step test".split()
)
"""Nouns that stand for anything: `the area` says nothing without what stands around it."""
EVALUATING = frozenset("vital essential crucial important critical paramount key necessary notable significant".split())
"""Adjectives that praise: `X is essential for Y` tells little."""
ENABLING = frozenset("enable allow help cause force encourage permit advise instruct urge train persuade".split())
"""Verbs whose object then does something itself: `X enables Y to do Z`."""
INTENDING = frozenset(
    "aim seek help attempt fail serve strive plan intend hope decide choose refuse agree promise struggle manage expect prefer "
    "threaten work act combine conspire evolve learn vow pledge propose".split()
)
"""Verbs that tell what someone is about to do, or what something is there for."""
PEOPLES = frozenset(
    "African American Arab Arabic Asian Australian Austrian Babylonian Belgian Brazilian British Byzantine Canadian Celtic Chinese "
    "Christian Danish Dutch Egyptian English European Finnish French German Greek Hindu Hungarian Indian Indonesian Iranian Irish "
    "Islamic Israeli Italian Japanese Jewish Korean Latin Mexican Muslim Norwegian Ottoman Pakistani Persian Polish Portuguese "
    "Prussian Roman Russian Scottish Soviet Spanish Swedish Swiss Turkish Ukrainian Victorian Vietnamese Welsh Western".split()
)
"""Adjectives that keep their capital wherever they stand."""
