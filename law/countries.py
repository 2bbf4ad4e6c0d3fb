"""Which country has issued a passport: the code on its page with the photograph, and its names.

Codes of GB/T 2659.1 (ISO 3166-1): states that are members of the United Nations, and four more that
issue passports of their own. Who comes from Hong Kong, Macao or Taiwan is insured under a permit,
which is a kind of document of its own.
"""

from law.wording import Text

# Code, its two letters (which other programs use), and the short names in both languages.
_LINES = """
AFG AF 阿富汗 Afghanistan
AGO AO 安哥拉 Angola
ALB AL 阿尔巴尼亚 Albania
AND AD 安道尔 Andorra
ARE AE 阿联酋 United Arab Emirates
ARG AR 阿根廷 Argentina
ARM AM 亚美尼亚 Armenia
ATG AG 安提瓜和巴布达 Antigua and Barbuda
AUS AU 澳大利亚 Australia
AUT AT 奥地利 Austria
AZE AZ 阿塞拜疆 Azerbaijan
BDI BI 布隆迪 Burundi
BEL BE 比利时 Belgium
BEN BJ 贝宁 Benin
BFA BF 布基纳法索 Burkina Faso
BGD BD 孟加拉国 Bangladesh
BGR BG 保加利亚 Bulgaria
BHR BH 巴林 Bahrain
BHS BS 巴哈马 Bahamas
BIH BA 波斯尼亚和黑塞哥维那 Bosnia and Herzegovina
BLR BY 白俄罗斯 Belarus
BLZ BZ 伯利兹 Belize
BOL BO 玻利维亚 Bolivia
BRA BR 巴西 Brazil
BRB BB 巴巴多斯 Barbados
BRN BN 文莱 Brunei
BTN BT 不丹 Bhutan
BWA BW 博茨瓦纳 Botswana
CAF CF 中非共和国 Central African Republic
CAN CA 加拿大 Canada
CHE CH 瑞士 Switzerland
CHL CL 智利 Chile
CHN CN 中国 China
CIV CI 科特迪瓦 Côte d’Ivoire
CMR CM 喀麦隆 Cameroon
COD CD 刚果（金） Congo (Kinshasa)
COG CG 刚果（布） Congo (Brazzaville)
COK CK 库克群岛 Cook Islands
COL CO 哥伦比亚 Colombia
COM KM 科摩罗 Comoros
CPV CV 佛得角 Cape Verde
CRI CR 哥斯达黎加 Costa Rica
CUB CU 古巴 Cuba
CYP CY 塞浦路斯 Cyprus
CZE CZ 捷克 Czechia
DEU DE 德国 Germany
DJI DJ 吉布提 Djibouti
DMA DM 多米尼克 Dominica
DNK DK 丹麦 Denmark
DOM DO 多米尼加共和国 Dominican Republic
DZA DZ 阿尔及利亚 Algeria
ECU EC 厄瓜多尔 Ecuador
EGY EG 埃及 Egypt
ERI ER 厄立特里亚 Eritrea
ESP ES 西班牙 Spain
EST EE 爱沙尼亚 Estonia
ETH ET 埃塞俄比亚 Ethiopia
FIN FI 芬兰 Finland
FJI FJ 斐济 Fiji
FRA FR 法国 France
FSM FM 密克罗尼西亚 Micronesia
GAB GA 加蓬 Gabon
GBR GB 英国 United Kingdom
GEO GE 格鲁吉亚 Georgia
GHA GH 加纳 Ghana
GIN GN 几内亚 Guinea
GMB GM 冈比亚 Gambia
GNB GW 几内亚比绍 Guinea-Bissau
GNQ GQ 赤道几内亚 Equatorial Guinea
GRC GR 希腊 Greece
GRD GD 格林纳达 Grenada
GTM GT 危地马拉 Guatemala
GUY GY 圭亚那 Guyana
HND HN 洪都拉斯 Honduras
HRV HR 克罗地亚 Croatia
HTI HT 海地 Haiti
HUN HU 匈牙利 Hungary
IDN ID 印度尼西亚 Indonesia
IND IN 印度 India
IRL IE 爱尔兰 Ireland
IRN IR 伊朗 Iran
IRQ IQ 伊拉克 Iraq
ISL IS 冰岛 Iceland
ISR IL 以色列 Israel
ITA IT 意大利 Italy
JAM JM 牙买加 Jamaica
JOR JO 约旦 Jordan
JPN JP 日本 Japan
KAZ KZ 哈萨克斯坦 Kazakhstan
KEN KE 肯尼亚 Kenya
KGZ KG 吉尔吉斯斯坦 Kyrgyzstan
KHM KH 柬埔寨 Cambodia
KIR KI 基里巴斯 Kiribati
KNA KN 圣基茨和尼维斯 St. Kitts and Nevis
KOR KR 韩国 South Korea
KWT KW 科威特 Kuwait
LAO LA 老挝 Laos
LBN LB 黎巴嫩 Lebanon
LBR LR 利比里亚 Liberia
LBY LY 利比亚 Libya
LCA LC 圣卢西亚 St. Lucia
LIE LI 列支敦士登 Liechtenstein
LKA LK 斯里兰卡 Sri Lanka
LSO LS 莱索托 Lesotho
LTU LT 立陶宛 Lithuania
LUX LU 卢森堡 Luxembourg
LVA LV 拉脱维亚 Latvia
MAR MA 摩洛哥 Morocco
MCO MC 摩纳哥 Monaco
MDA MD 摩尔多瓦 Moldova
MDG MG 马达加斯加 Madagascar
MDV MV 马尔代夫 Maldives
MEX MX 墨西哥 Mexico
MHL MH 马绍尔群岛 Marshall Islands
MKD MK 北马其顿 North Macedonia
MLI ML 马里 Mali
MLT MT 马耳他 Malta
MMR MM 缅甸 Myanmar
MNE ME 黑山 Montenegro
MNG MN 蒙古 Mongolia
MOZ MZ 莫桑比克 Mozambique
MRT MR 毛里塔尼亚 Mauritania
MUS MU 毛里求斯 Mauritius
MWI MW 马拉维 Malawi
MYS MY 马来西亚 Malaysia
NAM NA 纳米比亚 Namibia
NER NE 尼日尔 Niger
NGA NG 尼日利亚 Nigeria
NIC NI 尼加拉瓜 Nicaragua
NIU NU 纽埃 Niue
NLD NL 荷兰 Netherlands
NOR NO 挪威 Norway
NPL NP 尼泊尔 Nepal
NRU NR 瑙鲁 Nauru
NZL NZ 新西兰 New Zealand
OMN OM 阿曼 Oman
PAK PK 巴基斯坦 Pakistan
PAN PA 巴拿马 Panama
PER PE 秘鲁 Peru
PHL PH 菲律宾 Philippines
PLW PW 帕劳 Palau
PNG PG 巴布亚新几内亚 Papua New Guinea
POL PL 波兰 Poland
PRK KP 朝鲜 North Korea
PRT PT 葡萄牙 Portugal
PRY PY 巴拉圭 Paraguay
PSE PS 巴勒斯坦 Palestine
QAT QA 卡塔尔 Qatar
ROU RO 罗马尼亚 Romania
RUS RU 俄罗斯 Russia
RWA RW 卢旺达 Rwanda
SAU SA 沙特阿拉伯 Saudi Arabia
SDN SD 苏丹 Sudan
SEN SN 塞内加尔 Senegal
SGP SG 新加坡 Singapore
SLB SB 所罗门群岛 Solomon Islands
SLE SL 塞拉利昂 Sierra Leone
SLV SV 萨尔瓦多 El Salvador
SMR SM 圣马力诺 San Marino
SOM SO 索马里 Somalia
SRB RS 塞尔维亚 Serbia
SSD SS 南苏丹 South Sudan
STP ST 圣多美和普林西比 São Tomé and Príncipe
SUR SR 苏里南 Suriname
SVK SK 斯洛伐克 Slovakia
SVN SI 斯洛文尼亚 Slovenia
SWE SE 瑞典 Sweden
SWZ SZ 斯威士兰 Eswatini
SYC SC 塞舌尔 Seychelles
SYR SY 叙利亚 Syria
TCD TD 乍得 Chad
TGO TG 多哥 Togo
THA TH 泰国 Thailand
TJK TJ 塔吉克斯坦 Tajikistan
TKM TM 土库曼斯坦 Turkmenistan
TLS TL 东帝汶 Timor-Leste
TON TO 汤加 Tonga
TTO TT 特立尼达和多巴哥 Trinidad and Tobago
TUN TN 突尼斯 Tunisia
TUR TR 土耳其 Türkiye
TUV TV 图瓦卢 Tuvalu
TZA TZ 坦桑尼亚 Tanzania
UGA UG 乌干达 Uganda
UKR UA 乌克兰 Ukraine
URY UY 乌拉圭 Uruguay
USA US 美国 United States
UZB UZ 乌兹别克斯坦 Uzbekistan
VAT VA 梵蒂冈 Vatican City
VCT VC 圣文森特和格林纳丁斯 St. Vincent and Grenadines
VEN VE 委内瑞拉 Venezuela
VNM VN 越南 Vietnam
VUT VU 瓦努阿图 Vanuatu
WSM WS 萨摩亚 Samoa
YEM YE 也门 Yemen
ZAF ZA 南非 South Africa
ZMB ZM 赞比亚 Zambia
ZWE ZW 津巴布韦 Zimbabwe
"""
_ROWS = tuple(line.split(" ", 3) for line in _LINES.strip().splitlines())
COUNTRIES = {code: Text(zh, en) for code, _two, zh, en in _ROWS}
_CODES = {two: code for code, two, _zh, _en in _ROWS} | {code: code for code in COUNTRIES}
_CODES["D"] = "DEU"  # ICAO Doc 9303: a German passport writes one letter


def country_code(said: str) -> str:
    """Return the three letters of a country named by two, three or one of them; empty for none."""
    return _CODES.get(said.strip().upper(), "")
