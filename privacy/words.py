"""What the names of the file are called for people, in both languages."""

from law.wording import Text

_LINES = """
about|关于|about
about_number|针对的业务件|about the case
accepted_at|接受时间|accepted
account|收款账户|account
account_fen|个人账户金额|personal account
account_kind|账户类型|kind of account
account_number|银行账号|account number
account_rate|记入账户比例|rate credited
actor_agency_name|办理机构|by
actor_agency_name_en|办理机构（英文）|by (English)
actor_position|办理人身份|position of who acted
added_at|上传时间|added
address|地址|address
admitted_on|入院日期|admitted on
agency_name|经办机构|agency
agency_name_en|经办机构（英文）|agency (English)
agreed_at|确认时间|agreed
agreed_on|约定日期|agreed on
amount_fen|金额|amount
announced_at|就医地接收时间|taken over by the place
answer|答复|answer
answer_due_on|答复期限|answer due
answer_way|答复方式|way of answering
answered_at|答复时间|answered
applied_at|更正时间|carried out
approved_at|批准时间|approved
arrears|欠费处理|arrears
arrived_fen|到账金额|arrived
arrived_on|到账日期|arrived on
asked_at|提出时间|asked
at|时间|when
attempts|发放次数|times it was tried
back_at|退还时间|came back
back_fen|已退还|back already
balance_fen|账户余额|balance
bank|开户银行|bank
bank_name|开户银行|bank
base_fen|缴费基数|contribution base
base_year|计发基数年份|year of the base
began_at|开始时间|began
begins_stay|一次住院的首段|first part of a stay
begun_at|开始时间|begun
benefit|待遇|benefit
body|受理机关|body
booked_at|记账时间|booked
booked_on|银行记账日期|booked by the bank
born_on|出生日期|date of birth
bounced_on|退票日期|came back on
brought_at|入库时间|brought in
brought_with|入库文件或业务|brought in with
by_program|由程序查验|by a program
came_from_name|转自|came from
case_number|业务件编号|case
channel|受理方式|received
chosen_day|选择的退休日期|day chosen
closed_at|结束时间|closed
closing_fen|年末余额|closing balance
code|核验码|code
code_expires_at|授权码失效时间|code ends
code_sends|验证码发送次数|codes sent
code_sent_at|验证码发送时间|code sent
code_to|验证码发往|code sent to
code_tries|验证码尝试次数|tries
collect_until|领卡截止|kept until
completed_at|完成时间|completed
condolence_fen|抚恤金|condolence grant
confirmed_at|确认时间|confirmed
contact|联系方式|contact
contact_address|联系地址|contact address
contact_name|联系人|contact person
contact_phone|联系电话|contact phone
content|文书内容|what it says
corrected_fen|更正金额|corrected
corrected_with|更正业务件|corrected with case
correction_number|更正业务件|correction
counted_until|已计入缴费至|contributions counted until
counts|是否计入|counts
covered_fen|范围内金额|covered
created|创建时间|made
created_at|创建时间|made
credit_code|统一社会信用代码|unified social credit code
credited_fen|记账金额|credited
credited_personal_fen|其中个人缴费|of it your own
currency|币种|currency
current_year_fen|当年记账|of the current year
data|内容|what it says
days_left_at_pause|中止时剩余工作日|working days left when paused
days_taken|办理用了多少工作日|working days it took
deceased_on|死亡日期|date of death
decided_at|决定时间|decided
decided_in_number|核定业务号|decided in case
declined|未付成次数|times declined
declined_at|不同意时间|declined
delivered_at|送达时间|delivered
delivery|领取方式|delivery
demanded_at|通知退还时间|asked back
department|科室|department
desk_digest|工作日汇总|summary of a working day
device|设备|device
diagnosis|诊断|diagnosis
died_on|死亡日期|date of death
digest|汇总发送|summary of the day
display_name|显示名称|display name
document|文号|document
document_type|证件类型|kind of document
done_at|完成时间|done
done_by|承诺办结日期|will be done by
due_at|执行时间|due
due_on|到期日|due
education|学历|education
effective_on|生效日期|takes effect
email|电子邮箱|e-mail
employer|单位|employer
employer_code|统一社会信用代码|code of the employer
employer_fen|单位缴费|employer's share
employer_name|用人单位|employer
employer_rate|单位费率|employer's rate
ended_at|结束时间|ended
ended_because|结束原因|why it ended
ended_by|终止人|ended by
ended_on|结束日期|ended on
entered_at|登记时间|noted
entitlement_benefit|待遇|benefit
expire_date|失效时间|ends
expires_at|失效时间|ends
expiry|失效时间|ends
extended_days|中止的工作日|working days taken out
facts|核定所依据的数字|what it was reckoned from
fault|问题|fault
field|项目|item
fields|需补正的项目|items
filed_at|上传时间|filed
filed_on|提出日期|filed on
first_day|首日|first day
first_month|起始月份|first month
first_paid_on|首次付款日|first paid on
for_year|核定年份|for the year
from_day|开始日期|from
from_month|起始月份|from
from_scheme|转出险种|from scheme
fund|基金|fund
fund_fen|基金支付|paid by the fund
funeral_fen|丧葬补助金|funeral grant
giver_name|委托人|given by
gone_as|去向|gone as
gone_with|随转移|gone with
gross_fen|应发金额|due
ground|依据|ground
handed_out_by_name|发卡机构|handed out by
handed_out_to|领卡人|handed out to
hash|本条指纹|fingerprint
held_because|暂缓原因|why it waits
holder_name|受托人|given to
hospital_name|医院|hospital
household_kind|户口性质|kind of household
hukou_region_code|户籍所在地代码|household registration (code)
identity_verified_at|身份核验时间|identity verified
insurance|险种|insurance
insured_area_name|参保地|insured in
interest|利息计算|interest
interest_fen|利息|interest
interest_stated|对方所列利息|interest as stated
is_active|可以使用|active
is_again|再次转诊|again
is_approved_move|经批准流动|approved move
is_closed|已结清|closed
is_human_review_asked|要求人工审核|review by a person asked for
is_injury|外伤|injury
is_late|迟到款项|late
is_live|占用中|still held
is_named|仍在申请中|still named
is_now|更正后|is now
is_paid|已到账|paid
is_personal_arrears|个人欠费|personal arrears
is_provisional|暂定|provisional
is_right|异议是否成立|objection is right
is_stay|住院|a stay in hospital
is_taken_back|已撤回|taken back
is_third_party|第三方责任|third party
is_unanswered|因未补正而结案|closed for want of an answer
is_undoing|撤销变更|undoes a change
issued_at|出具或发送时间|issued
issued_in|签发国家或地区|country of issue
issued_on|发卡日期|issued on
issuer_name|发卡机构|issued by
joined_at|注册时间|joined
judged_at|检查时间|checked
keep|保留地|kept at
kept|留存月数|months kept
kept_answers|填写内容|answers
kept_at|保存时间|kept
kind|类别|kind
language|语言|language
lapses_at|失效时间|lapses
last_day|末日|last day
last_login|上次登录|last sign-in
last_month|截止月份|last month
last_used_at|上次使用|last used
law|依据|law
left_over|上次未领月数|months left from before
letter_number|文书编号|letter
lines|明细|lines
listed_at|申报时间|listed
locked_until|最早变更日期|may be changed from
lost_at|挂失时间|reported lost
made_at|生成时间|made
made_up_fen|补记金额|made up
mail_off|不发邮件的通知|not sent by e-mail
mandate_number|所凭委托|by mandate
mark|认定|mark
mark_note|认定说明|note on it
marked_at|认定时间|marked
marriage|婚姻状况|marriage
matter|事项|matter
may_publish|可否公开|may be made public
month|月份|month
month_limit_fen|每月限额|limit a month
months|月数|months
months_counted|计入月数|months counted
months_overlapping|重复月数|months paid twice
months_paid|缴费月数|months paid
moved_from|原状态|from
moved_out_fen|转出金额|moved out
moved_to|新状态|to
name|姓名或名称|name
nation|民族|ethnic group
new|变更后|new
new_agency_name|新参保地经办机构|new agency
new_region_name|新参保地|new place
note|说明|note
noticed_at|告知时间|notice given at
number|号码|number
occupation|职业|occupation
of_parts|总份数|of so many parts
offered_at|给出时间|given
offered_until|接受截止时间|to be accepted by
official_number|发文字号|official number
old|变更前|old
on_day|日期|on
opened_at|开始时间|opened
opened_month|建立月份|opened in
opened_on|生成日期|opened on
opening_fen|年初余额|opening balance
order_no|订单号|order
order_number|订单号|order
original_agency_name|原参保地经办机构|original agency
original_region_name|原参保地|original place
outcome|结果|outcome
outcome_confirmed_at|结果确认时间|outcome confirmed
outcome_note|结果说明|note on the outcome
over_at|恢复时间|over
owed_at|核算时间|worked out
owed_by|欠缴方|owed by
own_fen|范围内自付|own part of it
paid_at|付款时间|paid
paid_on|缴费日期|paid on
paid_out_fen|支付金额|paid out
paper_came_on|材料提交日期|paper came on
paper_due_on|材料提交期限|paper due on
parts|份数|parts
passed_at|通过时间|passed
paused_on|中止日期|paused on
payable_month|待遇所属月份|for the month
payment_provider_no|渠道流水号|number of the payment
pays_back|暂停期间是否补发|paid afterwards
period|所属期|period
personal_fen|个人缴费|own share
personal_number|个人编号|personal number
personal_rate|个人费率|personal rate
phone|手机号码|mobile number
phone_verified|手机已验证|mobile confirmed
photo_taken_on|照片日期|photograph of
place|顺序|place in the order
places|就医地|places
pooled_fen|统筹基金|pooled funds
post_agency_name|经办机构|agency
pre_1998_fen|1998年前个人缴费|own payments before 1998
previous_hash|上一条指纹|fingerprint before
primary|主要|main
proof|委托如何确认|how it was proven
proof_page|档案页码|page of the file
proposed_at|提出时间|proposed
proven_at|验证时间|proven
proven_until|资格认证有效期至|shown until
provider|支付渠道|paid through
provider_no|渠道流水号|number of the payment
purpose|用途|purpose
purposes|用途|used for
query|筛选条件|filters
question_number|提问编号|number of the question
raised_at|提请时间|brought up
rate|费率|rate
rated|评价|rated
read_at|阅读时间|read
real_person_at|实人核验时间|proven to be you
reason|理由|reason
reasons|理由代码|reasons
reckoned_fen|核算金额|reckoned
recognised|如何确认本人|how recognised
record_file_agency_name|上传机构|agency of the file
record_file_number|文件编号|number of the file
recorded_at|登记时间|recorded
recovery_reason|多领原因|why it has to come back
reference|付款编号|reference
referred_on|转诊日期|referred on
region|地区代码|code of the place
region_name|地区|place
relation|关系|relation
relationship_agency_name|经办机构|agency
relationship_insurance|险种|insurance
relative_name|亲属姓名|name of the relative
relative_number|亲属证件号码|number of the relative
remark|备注|remark
reminder_day|提醒日|day of a reminder
rendered_at|制作时间|made
replaced_at|替换时间|replaced
replaced_with|被更改的业务件|changed again with
replaces_number|替代的文书|in place of
reported_at|报送时间|reported
resumed_on|恢复日期|resumed on
returned_because|退回原因|why it came back
returned_on|退回日期|returned on
role|岗位|role
row|行号|row
rows|清单内容|rows
rung|上报层级|rung (1 head of the agency, 2 supervising agency, 3 province)
said|文件内容|what it says
scheme|制度|scheme
seen_at|上次使用|last used
sent_at|发送时间|sent
sent_on|发出日期|sent on
sequence|序号|number in the history
serious_fen|大病保险支付|serious-illness insurance
service|服务|service
services|服务事项|services
set_off_fen|抵扣金额|set off
settled_at|本人处理时间|settled by you
sex|性别|sex
sha256|文件指纹（SHA-256）|fingerprint of the file (SHA-256)
sheets|页数|sheets
since|起始时间|since
situation|身份情况|situation
size|字节数|bytes
slot|材料|paper
slug|答案名称|name of the answer
sms_off|不发短信的通知|not sent by text message
source|依据|source
spent_on|支出日期|spent on
stands_alone|不能与其他备案并存|stands alone
started_at|开始时间|began
starts_on|起算日|counted from
state|状态|state
state_at|状态时间|state since
status|状态|status
stopped_on|停止日期|stopped on
stops|停止执行|what stops
subject|订单内容|for what
submitted_at|提交时间|submitted
superseded_at|被替代时间|replaced at
superseded_with|被何替代|replaced with
supervisor_name|督办机构|brought before
taken_at|撤回时间|taken back
taken_back_at|撤回时间|taken back
taken_from_number|取自业务件|taken from case
text|内容|text
tier|档次|tier
to_agency_name|收文机构|to agency
to_agency_name_en|收文机构（英文）|to agency (English)
to_month|截止月份|until
to_person|发给本人|to you
to_place_name|转往地|referred to
to_scheme|转入险种|to scheme
token_key|令牌开头|beginning of the token
told_at|告知时间|told
topic|通知类别|topic
total_fen|合计|total
transfer_on|转移日期|moved on
tries|尝试次数|tries
turned_down_at|否决时间|turned down
type|方式|kind
undone_at|撤销时间|undone
unread_by_agency|经办机构未读|unread by the agency
unread_by_person|您未读|unread by you
until|结束日期|until
until_age|领至|drawn until
until_day|公示截止|public until
until_month|截止月份|last month
used_at|使用时间|used
valid_from|生效日|valid from
valid_to|有效期至|valid to
value|内容|what it is
verdict|查验结果|result
verified|已验证|confirmed
version|版次|version
was|更正前|was
way|途径|way
what|查看内容|what
where|地点|where
where_en|地点（英文）|where (English)
whole_fen|账户支付合计|paid out in all
why|原因|why
withdrawn_at|撤回时间|taken back at
withheld_fen|已抵扣|kept back
words|文字内容|words
working_days|工作日|working days
written_at|起草时间|written
year|年度|year
year_limit_fen|每年限额|limit a year
"""

WORDS = {
    key: Text(zh, en) for key, zh, en in (line.split("|") for line in _LINES.strip().splitlines())
}
