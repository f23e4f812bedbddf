"""Words that `blind` goes by: which names are also words, what people call themselves, how letters end."""

from __future__ import annotations

#: given and family names that are words of requests too: masked only where the text shows that a person is meant
ALSO_WORDS = frozenset(
    """
    abbott amber april archer art ash august autumn baker bank banks barnes bath beard bell berry best bill birch
    bird bishop black bliss bloom bond booth bow boys bradford bridge bridges bright brook brooks brown burns bush
    butcher butler carpenter carr carter case cash castle chad chambers chance chandler chase cheek chester child
    childs christian church clark clay clerk cole constable cook cooper cost court crane cross crown daisy darling
    data dawn day dean derby don dot drake drew driver duke durham duty dyer earl east elder england english essex
    fair faith farmer field fields finch fish fisher fleet flower force ford forest forester fort foster fox frank
    french frost gage gale gamble garden gardener gardner gates gay german glass glover gold good goode grace grange
    grant gray green grey grove guard guy hall hand hands hardy hare harry hart harvest hawk hay head heard heath
    heather hill hills hire holland holly home homes hood hooper hope house hunt hunter ireland iris ivy jack jade
    jay jewel job jordan joy judge june justice keen kent key keys king kitchen knight lake lamb lancaster lance
    land lane large law lawless lawn laws lee light lily lincoln link little lock london long lord love lowe major
    mann marine mark marks marsh marshal marshall martin mason masters max may means mercer mercy miles mill miller
    mills mint money moody moon moor moore moss nail neal new newman nick night noble norman north oak office
    officer old olive order page paige park parker parks parish parsons pat patience peace pearl penny person piers
    pike pitt place plant plum police pool poole pope port porter post potter pound power powers pratt price prince
    prior proctor prosper public purchase quick race rain randy ray rayne read reader reading record reed reeves
    rice rich ring rivers road roads robin rod roe roger roman root rose rowe royal ruby rule rush sale sales salmon
    salt sam sample sargent savage school scott search self senior sergeant service sharp sheriff shepherd shields
    ship short silver singer skinner slater small smart snow sole son south sparks spear speed spencer staff star
    steel stern stone storm street strong sue summer summers sun sunny sutton swan swift taylor teal temple tiger
    tower towers town towns trade tucker turner underwood vale victor violet wade waite wales walker wall walls ward
    warden warner waters way weaver webb wells welsh west wheeler white will wills winter wise wolf wood woods
    wright yard york young
    """.split()  # noqa: SIM905 - read more easily than a list
)

TITLES = frozenset(
    """
    mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev reverend cllr councillor capt captain major
    colonel sgt sergeant pc dc ds di inspector
    """.split()  # noqa: SIM905 - read more easily than a list
)
#: what follows a name, or joins its parts
NOT_NAMES = frozenset(
    """
    mp ms msp mla obe mbe cbe qpm kc qc phd ba bsc ma msc llb llm jr snr esq the and of for de la le van von der den
    del da di du al el bin ibn ap ab ferch
    """.split()  # noqa: SIM905 - read more easily than a list
)
#: what stands with a capital letter before a surname, and is no given name
NO_FIRST_NAMES = frozenset(
    """
    chief constable superintendent commissioner detective deputy assistant acting director minister secretary judge
    justice president general commander officer manager nurse head former late dear hi hello mrs did does do how has
    have had is are was were when what which who whom whose why where will would can could should the to there this that
    these those if in it as at and any all an by for from of on or so my your our his her their not no yes please ask
    tell since because under regarding re signed yours regards thanks monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december
    """.split()  # noqa: SIM905 - read more easily than a list
)
#: pairs of letters that stand alone and are no initials
NO_INITIALS = frozenset(
    """
    it hr pr id tv uk us eu pc ds di dc dr mr ms ps nb eg ie am pm no ok na qa os gp mp ni av cc re ai ad bc cv dj ip pa
    pi ra tb vr wc kc qc sc st rd ltd foi cid cps ico mod nhs dna cad bwv pnc pcc cctv
    """.split()  # noqa: SIM905 - read more easily than a list
)
#: words that make a name that of a newspaper or a station
PRESS = frozenset(
    """
    news newspaper newspapers gazette times post telegraph herald mail mirror guardian echo media desk newsdesk radio
    television tv bbc itv magazine chronicle advertiser argus courier observer tribune sentinel examiner bulletin
    journal
    """.split()  # noqa: SIM905 - read more easily than a list
)
#: words that make a name that of an organisation
ORGANISATION = PRESS | frozenset(
    """
    ltd limited plc llp cic inc trust charity association society university college school council group foundation
    union federation institute centre solicitors partners company consulting services research campaign network party
    team office club
    """.split()  # noqa: SIM905 - read more easily than a list
)
#: parts of organisations, and what else stands after a comma without being a given name
DEPARTMENTS = frozenset(
    """
    legal finance foi information governance communications press customer support sales admin administration housing
    planning highways unit division section corporate complaints records llp co sons uk england wales scotland
    """.split()  # noqa: SIM905 - read more easily than a list
)
#: what may stand before those words and yet names no organisation: "a small local charity"
NAMES_NONE = frozenset(
    """
    my our your his her their this that a an the one some any local regional national international small large big
    major independent daily weekly monthly student private public community voluntary registered online free new
    """.split()  # noqa: SIM905 - read more easily than a list
)

#: what people say that they are; only after words that show that they speak of themselves
ROLES = (
    r"(?:student|undergraduate|postgraduate|graduate|ph\.?d|doctoral|masters?|academic|lecturer|professor|researcher|scholar|teacher"
    r"|journalist|reporter|correspondent|editor|freelancer?|producer|broadcaster|blogger|writer|author|columnist"
    r"|solicitor|barrister|lawyer|paralegal|advocate|resident|tenant|home\s?owner|landlord|neighbour|tax\s?payer|ratepayer|citizen"
    r"|member|voter|constituent|parent|mother|father|carer|widow(?:er)?|victim|survivor|complainant|claimant|patient|pensioner"
    r"|officer|constable|sergeant|inspector|employee|worker|volunteer|civilian|veteran|nurse|doctor|driver|motorist|cyclist|owner"
    r"|councillor|mp|candidate|campaigner|activist|trustee|director|manager|consultant|analyst|engineer|supplier|contractor"
    r"|business|company|firm|charity|organisation|newspaper|customer|user|applicant|person|man|woman|lady|gentleman|amateur|historian)"
)
#: more of them, of many kinds
KNOWN_ROLES = frozenset(
    """
    chair head lead deputy clerk principal secretary treasurer vicar rector curate priest bishop dean provost mayor
    mayoress captain coach governor fellow candidate intern apprentice trainee pc pcso msp ms am mla mep gp pcc jp vet
    dentist surgeon midwife medic paramedic pharmacist therapist psychologist counsel magistrate judge accountant
    registrar bursar warden custodian curator archivist librarian convenor convener president superintendent agent
    correspondent assistant constituent lieutenant commandant complainant defendant respondent appellant informant
    occupant inhabitant attendant servant detective sergeant constable witness friend relative spouse wife husband mum
    dad guardian grandparent steward rep representative delegate spokesperson freelance undergraduate postgraduate
    chief executive ceo cfo chairman chairwoman chairperson sibling child pupil alumnus alumna immigrant migrant
    refugee prisoner inmate detainee convict offender somebody someone individual family couple household stakeholder
    shareholder leaseholder freeholder householder bystander employee trustee interviewee licensee payee referee
    nominee signatory beneficiary missionary visionary ambassador
    """.split()  # noqa: SIM905 - read more easily than a list
)
#: words that end as roles do ("-er", "-or", "-ist", "-ian") and are none
NO_ROLES = frozenset(
    """
    matter matters number numbers letter letters order orders paper papers computer computers other others further
    under over after however whether another folder folders tender tenders register registers answer answers chapter
    chapters power powers offer offers server servers cover danger tower towers water quarter quarters centre center
    newsletter reminder reminders remainder rather either neither never ever earlier later older younger better bigger
    smaller higher lower greater newer longer shorter lesser former latter larger easier clearer wider fuller closer
    sooner faster cheaper eager proper sober bitter per twitter printer scanner router trailer container header footer
    filter layer charter barrier corner border river summer winter september october november december weather
    whatever whichever wherever whenever whoever answering master starter stopper sticker poster banner marker counter
    parameter meter perimeter diameter barometer transfer pointer identifier qualifier disclaimer primer teaser
    placeholder factor factors indicator indicators error errors minor major prior senior junior superior inferior
    interior exterior door doors floor floors motor motors sensor sensors monitor monitors vector mirror colour color
    favor behavior sector sectors corridor corridors poor nor for or list lists checklist assist exist consist persist
    insist twist wishlist shortlist latest most victorian georgian christian common even given then when open seven
    ten often men fee peer people committee year career beer deer timer helicopter helicopters taser tasers laser
    cancer fever anger hunger dinner supper manner tier pier flyer flier property
    """.split()  # noqa: SIM905 - read more easily than a list
)
#: what never stands among the words for a role
NOT_IN_ROLES = frozenset(
    """
    under per regards regard such much many above below usual before previously already if though seen shown opposed
    according by as a an the this that these those it its they he she we you i us them my our his her their any all no
    not what which how why when whether whom is are was were be been has have had do does did will would can could may
    might shall should must please out up down regarding concerning aware unaware sure unsure unhappy grateful sorry
    glad able unable ready willing so too more less only just quite rather really still for in on at of to with from
    within
    """.split()  # noqa: SIM905 - read more easily than a list
)
#: after "as", though it is of something with a name: "as part of Operation Weir", "as a result of the Casey Review"
NO_ROLES_OF = frozenset(
    """
    part result results consequence matter example examples percentage percent proportion share fraction ratio rate
    well follow follow-up followup alternative minimum maximum guide reminder aside step means way basis comparison
    context background test rule gesture courtesy condition precondition breakdown table spreadsheet document pdf
    whole total number numbers response reply supplement addition extension continuation clarification correction
    update formality precaution priority summary request requests foi sar eir appeal complaint question questions
    query point points side note notes measure indication illustration sign proof evidence token favour reference soon
    far long ever always known given set laid due spoken told said discussed agreed requested required stated advised
    detailed described mentioned promised defined explained little bit lot few looking writing asking seeking
    requesting hoping trying thinking wondering doing making using getting referring conducting contacting fully
    """.split()  # noqa: SIM905 - read more easily than a list
)
SIGN_OFF = (
    r"(?:yours\s+(?:faithfully|sincerely|truly|respectfully|etc)|yours|sincerely|faithfully"
    r"|(?:(?:with|my|kind|kindest|best|warm|warmest|very|many)\s+){0,4}(?:regards|wishes|thanks)|rgds|kr|cheers|all\s+the\s+best|best"
    r"|thanks(?:\s+(?:again|very\s+much|so\s+much|in\s+advance|and\s+(?:kind\s+|best\s+)?regards))*"
    r"|thank\s+you(?:\s+(?:again|very\s+much|so\s+much|in\s+advance|in\s+anticipation|and\s+(?:kind\s+|best\s+)?regards))*"
    r"|yn\s+gywir|yn\s+ddiffuant|cofion(?:\s+(?:gorau|cynnes))?|diolch(?:\s+yn\s+fawr)?)"
)
