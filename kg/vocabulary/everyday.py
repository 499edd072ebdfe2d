"""Words of everyday English. As the label of a concept, such a word alone says nothing in running text.

They count as the whole of a text (a heading, a tag), or capitalised in the middle of a sentence.
"""

from __future__ import annotations

_FUNCTION = """
a about above across after again against all almost along already also although always am among an and another any
anything are around as at away back be became because become been before behind being below between beyond both but by
can cannot could did do does doing done down during each either else enough etc even ever every everything few first
for former from further get give given go goes going gone good got great had has have having he hence her here hers
him his how however i if in indeed instead into is it its itself just keep kept last later latter least less let like
likely little long made main make makes making many may maybe me mean means might mine more moreover most much must my
near nearly need neither never new next no nobody none nor not nothing now of off often on once one only onto or other
others otherwise our ours out over own per perhaps put quite rather really same see seem seems self several shall she
should since so some something soon still such take taken than that the their theirs them then there therefore these
they thing things this those though through thus to together too toward towards two under unless until up upon us use
used uses using very via was way we well went were what whatever when where whether which while who whole whom whose
why will with within without would yes yet you your yours
"""
_NOUNS = """
access account act action active activity actor actors address age agent agents aim air alignment amount anchor animal
animation anomaly answer answers apple application applications approach area argument arm army art article artist
aspect assembly asset attack attacks attention attribute author balance ball band bank bar base baseline basis batch
battle beam bear belief bell benchmark benchmarking benefit bias bird bit block blocks board body bond book boost
border bottom box brain branch bread break bridge brother budget build building business cache calibration call camera
cameras capital car card care case cases cat cause cell cells center chain chair challenge chance change channel chart
chat check chemistry child choice circle city claim class classes click climate clip clock cloud club cluster code
coffee collection color column combination comment commerce committee common community company compass complex
component compression computer concept concurrency condition conference confidence conflict connection consensus
container containers content contest context contract contrast control convergence conversation cook copy core corner
corpus cost count country couple course cover creation credit crop cross crowd culture current curve cut cycle dance
dark data dataset date day deal death debate decision deep default defense degree delay delta demand depth design
detail detection device dialogue dictionary difference diffusion dimension direction discussion disease display
distance diversity document dog domain door doubt dragon dream drift drive drop drug dust duty early earth ease east
echo economics economy edge edges edit education effect effects efficiency effort egg election element embedding
embeddings emotion end energy engine ensemble entity entry environment equality equation error errors evaluation event
events evidence example examples exchange exercise existence experience experiment expert experts explanation
exploration expression eye face faces fact factor factors failure faith family farm fashion feature features feedback
feeling field fields figure file fill film filter final finance finger fire fish fit fix flag flash flow flows focus
food force forest form format forum foundation frame frames freedom friend front fun function functions future galaxy
game games gap garden gate gates gender geometry gesture gift glass goal goals gold government grade grain graph
graphs grid ground group groups growth guard guess guide half hand hands hard hat head health heart heat help hero
hidden hierarchy high highway history hit hold hole home hope horse hospital host hour house human humans hunt
hyperparameter ice idea ideas identity image images imitation impact importance improvement index indexing industry
influence information input inputs insight inspiration instance institution instruction integration intelligence
interaction interest internet interval introduction intuition invention investment iron island issue issues item items
job join joint journey judge jump justice key keyboard keys kind king kitchen knife knowledge lab label labels lack
ladder lake land language languages large laser law layer layers lead leader leaf league learn learner learners
learning leave lecture left leg length lens letter letters level levels library license life light limit limits line
lines link links list lists load local location lock log logic look loop loss losses lot love luck machine machines
magazine magnet mail major manager manual map maps march margin mark market marriage mask masks mass master match
matches material matter maximum meaning measure measures media medicine meeting member memory mention menu merge
message messages metal method methods metric metrics middle military mind minimum minute mirror mission mixture mode
model modeling models module moment momentum money monitoring month moon morning mother motion mountain mouse mouth
move movement movie movies murder muse music name names narrative nation nature navigation network networks news night
node nodes noise north note notice novel number numbers object objects observation ocean office oil open operation
operations operator opinion optimizer option options order organization origin outcome output outputs owner pace page
pain paint pair pairs panda paper papers parallelism parent park part particle partner parts party pass path paths
pattern patterns pause peace peer people performance period person phase phone photo phrase physics picture piece
pieces pipeline place plan plane planet planning plans plant plate play player players plot plus point points policies
policy pool pooling population port pose position possibility post potential power practice precision preference
preferences presence present presentation president press pressure price principle print prior priority prison
probability problem problems process processes processing product production profile program programs progress project
projection promise proof property proposal protein provenance proxy public pulse purpose push quality queen query
question questions queue quick race radio rain range rank rate rates ratio ray reach reaction reader reading reality
reason reasoning recall recipe record recovery red reference references reflection region regret relation relations
relationship release reliability relief religion remark removal render rendering repair replication report
representation request requirement research reserve resolution resource resources response responses rest result
results retrieval return review reward rewards rich ride ring rise risk river road robot robots rock role roles roll
room root round route row rule rules run safety sale salt sample samples sampling sand scalability scale scaling scene
scenes schedule scheme school science score scores screen script sea search season seat second secret section security
seed segment selection sense sensor sentence series server service services session set sets setting shadow shape
shapes share shift ship shock shop short shot show side sign signal signals significance silence similarity simulation
single site size sketch skill skills skin sky sleep slice slide small smart snow social society software soil solution
solutions solver song soul sound source sources south space spaces spark speaker species specification spectrum speech
speed spirit sport spot spring square stability stack staff stage standard star start state statement states station
status step steps stereo stick stock stone stop storage store storm story strategy stream street strength stress
stretch string strong structure structures student students studio study style subject success sugar summary summer
sun support surface surfaces surprise survey sustainability switch symbol symmetry system systems table tables tail
talk target targets task tasks taste teacher team technique technology temperature tension tensor term terms test
testing tests text texts theme theory thinking thought thread threat threshold time times title today token tokens
tool tools top topic topics touch tour tower town toy trace track tracking trade tradition traffic train training
transaction transfer transform transformation transition translation transport transportation travel tree trees trend
trial triangle trick trip trouble truck trust truth try tube turn tutorial type types uncertainty understanding union
unit units universe university update upgrade user users valley value values variable variables variance variation
vector vectors vehicle version victory video videos view views village violence vision visit visual voice volume vote
wall war watch water wave wealth weather web week weight weights west wheel wide wife wild wind window wine winner
winter wire wish woman wonder wood word words work worker workers world worlds worm wrap writer writing year years
youth zone
"""

EVERYDAY = frozenset((_FUNCTION + _NOUNS).split())
