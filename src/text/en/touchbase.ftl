# English. Keys are grouped by where they are said; each group has its own prefix.

## Screens
screen-agenda = Agenda
screen-contacts = Contacts
screen-companies = Companies
screen-feedback = Feedback
screen-reports = Reports

## Actions: a word for the footer, a line for the help
action-log = log
    .help = Log what happened with the selected or marked
action-follow-up = follow-up
    .help = New follow-up
action-feedback = feedback
    .help = New feedback: praise, complaint, wish
action-order = order
    .help = New order: what was bought, and for how much
action-snooze = snooze
    .help = Snooze: hide until a day
action-ask = ask
    .help = Note that they are asked for a survey
action-scores = scores
    .help = What the scores of surveys come to, month by month
action-health = health
    .help = How the relationship stands, and why
action-topics = topics
    .help = How often each topic was named, by kind
action-spread = spread
    .help = Spread what piles up over working days
action-reports = reports
    .help = Reports: what the history of all says
action-month = calendar
    .help = Calendar: a month with whom each day brings
action-today = today
    .help = To today
action-done = done
    .help = Done: follow-up, complaint, birthday
action-filter = find
    .help = Filter this list as you type
action-search = search all
    .help = Search everything that was said
action-palette = palette
    .help = Palette: any action, contact, company or draft by name
action-note = note
    .help = New note
action-off = off
    .help = Off the agenda: today, until a day, or for good
action-log-other = log other
    .help = Log for someone else: pick them, then the line
action-open = open
    .help = Open
action-back = back
    .help = One layer back: pop-up (text kept), filter, marks, screen
action-add = add
    .help = Add a contact; on the companies a company
action-add-company = new company
    .help = Add a company
action-add-first = add
    .help = Add a contact
action-edit = edit
    .help = Edit the contact
action-edit-text = editor
    .help = Edit the text, else the notes, in $EDITOR
action-move = move
    .help = Move an interaction, change company, merge two into one
action-merge = merge
    .help = Merge this pair: at once if it is certain, else side by side
action-not-same = not the same
    .help = Not the same: remembered for good
action-merge-certain = merge all certain
    .help = Merge all certain pairs as one step
action-duplicates = duplicates
    .help = Contacts that may be one person, and merging them
action-delete = delete
    .help = Delete; with history archive is offered first
action-import = import
    .help = Import contacts from a file
action-left = view before
    .help = The view before; among fields: keep what is here
action-right = next view
    .help = The next view; among fields: take what the file says
action-leave-out = leave out
    .help = Leave out what is marked or selected, or take it in again
action-take-new = as new
    .help = Take in as somebody new, whoever it looks like
action-take-into = make theirs
    .help = Make it that of somebody who is here
action-take-file = file's values
    .help = The file's values stand, in all fields or this one
action-keep-here = keep ours
    .help = What is here stays, in all fields or this one
action-for-all = for all
    .help = Choose for all rows of a kind at once
action-as-before = as planned
    .help = Take back what was chosen; of a table's columns: guess anew
action-columns = columns
    .help = What the columns of the table mean
action-change-column = change
    .help = Change what a column means, or how the table is read
action-save-mapping = save
    .help = Save the columns under a name
action-load-mapping = saved ones
    .help = Take columns that were saved
action-export = export
    .help = Export: how the command line does it
export-how = Exported on the command line: touchbase export --format vcard -o contacts.vcf, or csv, ics, or json for all of it
action-back-up = back up
    .help = Back up now: all that is in the store, in one file
action-check = check
    .help = Check the store: every file, and whether they fit together
action-mended = mended
    .help = What was mended after damage, and what is missing
action-tags = tags
    .help = Change tags
action-pin = pin
    .help = Pin an interaction to the briefing, or unpin it
action-undo = undo
    .help = Take the last back
action-redo = redo
    .help = Do again what was taken back
action-mark = mark
    .help = Mark and go down; verbs then act on all marked
action-mark-range = mark range
    .help = Mark a range
action-mark-all = mark all
    .help = Mark all that is listed, or take all those marks away
action-next-pane = next pane
    .help = Next pane; verbs act on what is focused there
action-previous-pane = previous pane
    .help = Previous pane
action-down = down
    .help = Down
action-up = up
    .help = Up
action-first = first
    .help = To the first
action-last = last
    .help = To the last
action-half-down = half down
    .help = Half a page down
action-half-up = half up
    .help = Half a page up
action-page-down = page down
    .help = A page down
action-page-up = page up
    .help = A page up
action-backward = back
    .help = Back to what was visited before
action-forward = forward
    .help = Forward again to what was visited after
action-previous-view = view before
    .help = The screen, view or filter before this one, and back
action-zoom = zoom
    .help = This pane alone; again: the other one, or both
action-narrower = smaller
    .help = The border to the left, or up: the first pane smaller
action-wider = larger
    .help = The border to the right, or down: the first pane larger
action-usual-split = usual size
    .help = The border back to where it usually stands
action-scroll-down = scroll down
    .help = Scroll the briefing down; in a record: the next one
action-scroll-up = scroll up
    .help = Scroll the briefing up; in a record: the previous one
action-agenda = agenda
    .help = Agenda
action-contacts = contacts
    .help = Contacts
action-companies = companies
    .help = Companies
action-company = company
    .help = The company of the selected contact
action-all-feedback = feedback
    .help = Feedback: complaints, praise, wishes, survey answers
action-copy = copy
    .help = Copy a mail address or phone number
action-open-link = open out
    .help = Open a mail, page or call on the desktop
action-consent = consent
    .help = Consent: a channel given, withdrawn or unknown
action-mouse = mouse
    .help = Mouse: on or off until you quit
action-theme = theme
    .help = Theme: colours, tried on as you choose
action-views = views
    .help = Saved views of the list: pick one, save the list as it is
action-sort = sort
    .help = Sort by a column; the same again turns it round
action-list-columns = columns
    .help = Columns of the list: show, hide, order, width
action-quit = quit
    .help = Back; on the agenda quit
action-help = help
    .help = Help: all keys of this screen
## Days
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
weekday-short = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
day-of-year = { $day } { $month }
day-since = since { $day }
day-near = { $weekday } { $day }
day-with-year = { $day } { $month } { $year }
day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday
day-ahead = in { $days } d
day-ago = { $days } d ago
day-late = { $days } d late
span-days = { $count } d
span-weeks = { $count } w
span-months = { $count } m
span-years = { $count } y
span-every = every { $span }
span-at-most = at most { $touches } in { $span }
span-ceiling = { $touches } in { $span }

## Names of things
kind-call = call
kind-mail = mail
kind-meeting = meeting
kind-video = video
kind-chat = chat
kind-visit = visit
kind-letter = letter
kind-social = social
kind-event = event
kind-note = note
said-notes = notes
said-order = order
said-answer = answer
direction-in = in
direction-out = out
outcome-reached = reached
outcome-no-answer = no answer
outcome-left-message = left message
interaction-automatic = automatic
interaction-is-automatic = no, sent automatically
interaction-is-personal = yes, written to a person
stage-lead = lead
stage-occasional = occasional
stage-regular = regular
stage-key = key
stage-dormant = dormant
stage-former = former
tier-named = tier { $tier }
form-du = du
form-sie = Sie
channel-phone = phone
channel-mail = mail
channel-video = video
channel-chat = chat
channel-visit = visit
channel-letter = letter
channel-social = social
consent-given = given
consent-withdrawn = withdrawn
consent-unknown = unknown
purpose-contract = contract
purpose-service = service
purpose-marketing = marketing
purpose-survey = survey
consent-all = all
consent-do-not-contact = do not contact
consent-none = { $who } decided nothing yet.
feedback-praise = praise
feedback-complaint = complaint
feedback-wish = wish
feedback-survey = survey
feedback-open = open
feedback-acknowledged = acknowledged
feedback-resolved = resolved
feedback-told = told
feedback-asked = asked
severity-minor = minor
severity-serious = serious
severity-critical = critical
promise-check-back = check back
promise-call-back = call back, { $score } of 10
report-percent = { $percent }%
report-not-yet = not yet
report-nothing = Nothing to count in this time.
report-by-touches = No order is known yet, so touches count instead of purchases.
report-retention = Retention and churn by month: who stays, who is lost
    .short = Retention
report-retention-month = Retention and churn by month
report-retention-month-says = Active is who bought within { $within } ([reports] active); a customer is the company, else the contact. Kept and lost are parts of those who were active when the month began; who is won back was active earlier. The last month runs until today. Behind a month stand those who were lost, then those won back, then the new ones.
report-cohorts = Cohorts by the quarter of the first purchase: who bought again, who is still active
    .short = Cohorts
report-cohorts-again = Bought again, by the quarter of the first purchase
report-cohorts-again-says = The share of those customers who bought on a later day within so many months after their first purchase. It isn't told yet while that time runs for any of the quarter.
report-cohorts-active = Still active, by the quarter of the first purchase
report-cohorts-active-says = The share of the same customers who so many months after the first purchase were active by a later one, within { $within } before; the first alone keeps nobody.
report-win-backs = Win-backs: who was lost and came back, after how long, what brought them
    .short = Win-backs
report-lost = Lost by month, and won back since
report-lost-says = Lost is who bought nothing within { $within } ([reports] active). Won back is who bought again up to today: of the last months there was less time for it. After: the median of the days from being lost to that purchase.
report-brought-back = What brought them back
report-brought-back-says = Of those who came back in this time the kind of the last touch after the purchase before, on the day they came back at the latest.
report-won-back = Who came back
report-won-back-says = Who came back in this time, the latest first.
report-revenue = Share of revenue: what the best customers bring
    .short = Share of revenue
report-revenue-tenths = Revenue by tenths of the customers
report-revenue-tenths-says = Customers by what they bought less what they gave back, in the last 12 months unless another day is named, the most first, in ten parts. Up to here: the share of a tenth and those before. Who gave back as much as they bought, or more, is in no share. Of fewer than { $few } customers none is told.
report-quiet = Quiet big accounts: who brings much and wasn't touched for long
    .short = Quiet big accounts
report-quiet-accounts = Quiet big accounts
report-quiet-accounts-says = Of the first three tenths of the customers by revenue those who weren't touched for longer than their rhythm, without one { $days }. Who has no days was never touched. Left out is who is archived, former or not to be contacted.
report-head-active-before = at begin
report-head-kept = kept
report-head-lost = lost
report-head-new = new
report-head-won-back = won back
report-head-active-after = at end
report-head-retention = retention
report-head-churn = churn
report-head-customers = customers
report-head-months = { $months } mo
report-head-back-since = came back
report-head-away = after
report-head-lost-on = lost
report-head-back-on = back
report-head-last-touch = last touch
report-head-revenue = revenue
report-head-share = share
report-head-up-to = up to here
report-head-since-touch = quiet for
report-head-rhythm = rhythm
report-head-follow-up = follow-up
report-tenth = tenth { $tenth }
report-all = all
report-gave-back = gave back
report-no-touch = no touch
report-found-kept = Of { $of } customers who were active when { $since } began { $kept } still are: { $share }.
report-found-bought-again = Of { $of } customers whose first year is over { $again } bought again in it: { $share }.
report-found-won-back = Of { $of } lost in this time { $back } came back: { $share }.
report-found-won-back-after = Of { $of } lost in this time { $back } came back: { $share }, after { $days } (median).
report-found-best = The best 30% ({ $best } of { $of } customers) bring { $share } of the revenue; the rule of thumb says 65%.
report-found-quiet = Quiet: { $quiet } of the { $of } biggest accounts.
report-touches = Touches by week and by kind: how often, who started them
    .short = Touches
report-touches-week = Touches by week
report-touches-week-says = A touch counts as contact: neither notes nor calls that reached nobody nor automatic mail. The last week isn't over.
report-touches-kind = Touches by kind
report-touches-kind-says = The same weeks together. Reached: the share of what was tried that reached somebody; of fewer than { $few } it isn't told.
report-head-touches = touches
report-head-contacts = contacts
report-head-ours = by us
report-head-theirs = by them
report-head-tried = tried
report-head-reached = reached
report-found-started = We started { $share } of the { $of } touches of which it is known.
report-agenda = Agenda kept or missed, by month: who was touched in time
    .short = Agenda kept
report-agenda-month = Agenda kept or missed, by month
report-agenda-month-says = A rhythm is due once its span has passed since the last touch (where there was none, since the day they were added), on the next working day; a follow-up set for later moves the day. In time: touched by then; late: after it; missed: not until today. Former rhythms aren't known: all is judged by today's, and whoever has none today isn't counted. Days late is the median. Of fewer than { $few } cases neither share nor median is told.
report-promises = Promises kept, by month and by customer
    .short = Promises
report-promises-month = Promises kept, by month
report-promises-month-says = Follow-ups in the month in which they are due; one that was put off, in that of its new day. In time: done by that day; late: after it; past due: still open though its day is over. Kept: the share in time, the cancelled left out. Days late is the median. Of fewer than { $few } cases neither is told.
report-promises-customer = Promises not kept, by customer
report-promises-customer-says = The same months together: those to whom most promises were late or are past due. The customer is the company where they work today, else the contact.
report-complaints = Response time to complaints, by month
    .short = Complaints
report-complaints-month = Response time to complaints, by month
report-complaints-month-says = Complaints in the month in which they came in. Answered: the customer was told what came of it. In time: by the promised day, or within two days if none was promised; the share of those that were answered or whose day is over. Median and longest: calendar days from the complaint to the answer. Of fewer than { $few } cases neither share nor median is told.
report-scores = Net promoter score by quarter and by month, with its interval
    .short = Scores
report-scores-quarter = Net promoter score by quarter
report-scores-quarter-says = NPS: the share of promoters (9, 10) less that of detractors (0 to 6), from -100 to 100; 7 and 8 are passives. In 95 of 100 cases the interval (from, to) holds that of all whom one might have asked. Of each contact the last answer of the time counts. Too few: fewer than { $few } answers.
report-scores-month = Net promoter score by month
report-scores-month-says = The same by month.
report-head-due = due
report-head-in-time = in time
report-head-late = late
report-head-missed = missed
report-head-past-due = past due
report-head-cancelled = cancelled
report-head-not-kept = not kept
report-head-share-kept = kept
report-head-days-late = days late
report-head-complaints = complaints
report-head-answered = answered
report-head-open = open
report-head-days-to-answer = median
report-head-most-days = longest
report-head-answers = answers
report-head-promoters = promoters
report-head-passives = passives
report-head-detractors = detractors
report-head-nps = NPS
report-head-nps-low = from
report-head-nps-high = to
report-head-asked = asked
report-found-agenda = Of the { $of } times a rhythm fell due, { $share } were touched in time.
report-found-promises = Of { $of } promises { $share } were kept in time.
report-found-complaints = Of { $of } complaints { $share } were answered in time.
reports-nobody = Nobody is counted in this row.
reports-whose = { $label } · { $count } · { $report }
reports-hint-type = a name
reports-hint-whose = who
reports-hint-open = numbers
reports-hint-sections = section
reports-hint-list = reports
reports-too-few = Too few cases to draw anything: fewer than { $few } in each row.
reports-stopped = Stopped. { $key } reckons it again.
survey-asked-on = asked { $day }
survey-no-channel = no mail, phone or consent
survey-heads = time | answers | promoters | passives | detractors | NPS | 95% interval | asked
survey-interval = { $low } to { $high }
survey-quarter = { $year } Q{ $quarter }
survey-too-few = too few
survey-columns = answ. | prom. | pass. | detr. | NPS | 95% interval | asked
survey-definition-short =
    NPS: promoters (9, 10) less detractors (0 to 6), from -100 to 100.
    In 95 of 100 cases the interval holds that of all one might have asked.
    Too few: fewer than { $few } answers.
survey-title = Net promoter score
survey-ask-title = Ask for a survey: { $who }
survey-not-asked = Not to be asked · { $why }
survey-nobody = None of the { $count } may be asked now: asked lately, or no consent to surveys
survey-left-out-more = and { $count } more
survey-none = No answers to surveys yet.
survey-definition =
    NPS: the share of promoters (9, 10) less that of detractors (0 to 6), from
    -100 to 100; 7 and 8 are passives. In 95 of 100 cases the interval holds that
    of all whom one might have asked. Too few: fewer than { $few } answers.
survey-left-out = { $count ->
    [one] One isn't asked:
   *[other] { $count } aren't asked:
}
error-survey-word = "{ $word }" isn't known here: "touchbase survey ask CONTACT" notes who is asked
error-survey-ask-only = --channel and --query only go with "survey ask"
error-survey-times-only = --by and --since don't go with "survey ask"
complaint-severity = severity: { $severity }
complaint-owner = seen to by { $who }
complaint-promise = promised: { $what }
complaint-reply = told { $day }: { $what }
complaint-cause = cause: { $what }
complaint-goodwill = goodwill: { $what }
feedback-not-told = customer not told
feedback-told-on = told { $day }
feedback-due = due { $day }
follow-up-open = open
follow-up-done = done
follow-up-cancelled = cancelled
follow-up-untitled = follow-up
section-now = Now
section-rhythm = Rhythm
section-next = { $days ->
    [one] Next day
   *[other] Next { $days } days
}
section-touched = Touched today

## The calendar
month-title = { $month ->
    [1] January { $year }
    [2] February { $year }
    [3] March { $year }
    [4] April { $year }
    [5] May { $year }
    [6] June { $year }
    [7] July { $year }
    [8] August { $year }
    [9] September { $year }
    [10] October { $year }
    [11] November { $year }
   *[other] December { $year }
}
month-week = Wk
month-off = off
month-nobody = This day brings nobody.
month-past = This day has passed. What is late stands under today.
month-hint-days = days
month-hint-list = list
month-hint-month = month
feast-new-year = New Year
feast-second-of-january = 2 January
feast-epiphany = Epiphany
feast-candlemas = Candlemas
feast-st-brigid = St Brigid
feast-womens-day = Women's Day
feast-st-joseph = St Joseph
feast-st-patrick = St Patrick
feast-naefels = Näfels
feast-maundy-thursday = Maundy Thursday
feast-good-friday = Good Friday
feast-easter = Easter
feast-easter-monday = Easter Monday
feast-liberation-day = Liberation Day
feast-kings-day = King's Day
feast-labour-day = Labour Day
feast-victory-day = Victory Day
feast-europe-day = Europe Day
feast-ascension = Ascension
feast-whit-sunday = Whit Sunday
feast-whit-monday = Whit Monday
feast-corpus-christi = Corpus Christi
feast-midsummer-eve = Midsummer Eve
feast-midsummer = Midsummer
feast-peter-and-paul = Peter and Paul
feast-cyril-and-methodius = Cyril and Methodius
feast-jan-hus = Jan Hus
feast-national-day = National Day
feast-boyne = Battle of the Boyne
feast-assumption = Assumption
feast-nativity-of-mary = Nativity of Mary
feast-childrens-day = Children's Day
feast-day-of-fasting = Day of Prayer
feast-brother-klaus = Brother Klaus
feast-st-francis = St Francis
feast-reformation = Reformation Day
feast-all-saints = All Saints
feast-armistice = Armistice
feast-repentance = Day of Repentance
feast-st-andrew = St Andrew
feast-immaculate = Immaculate Conception
feast-christmas-eve = Christmas Eve
feast-christmas = Christmas
feast-second-christmas = Boxing Day
feast-new-years-eve = New Year's Eve
feast-bank-holiday = Bank Holiday
feast-martin-luther-king = Martin Luther King
feast-presidents = Presidents' Day
feast-memorial = Memorial Day
feast-juneteenth = Juneteenth
feast-columbus = Columbus Day
feast-veterans = Veterans Day
feast-thanksgiving = Thanksgiving

## Piles spread over days
count-complaints = { $count ->
    [one] 1 complaint
   *[other] { $count } complaints
}
count-follow-ups = { $count ->
    [one] 1 follow-up
   *[other] { $count } follow-ups
}
count-retries = { $count ->
    [one] 1 retry
   *[other] { $count } retries
}
count-birthdays = { $count ->
    [one] 1 birthday
   *[other] { $count } birthdays
}
count-cadences = { $count } by rhythm
spread-day = { $day } · { $all } due, { $come } of them from here
spread-day-none = { $day } · { $all } due
spread-stay = Stay where they are { $count }
spread-left = No room { $count }
spread-stay-why = stays where it is: { $what }
spread-left-why = no room for { $count }: more days, or more a day
spread-times = { $count } at a time of day
spread-recurring = { $count } recurring
spread-title = Spread { $count } of { $day }
spread-what = Over { $days } working days that is { $most } a day. It hides what waits until then; due days stay.
field-spread-days = Over
field-spread-days-hint = 5, or until fri; empty: as many days as it takes
field-spread-most = Most a day
field-spread-most-hint = as few as it takes
spread-over-days = { $count ->
    [one] 1 working day
   *[other] { $count } working days
}
spread-no-days = 1 to { $most } days
spread-no-most = a number from 1 on
spread-nobody-goes = so nobody goes anywhere
spread-verb = spread
spread-more-days = … and { $count } more days until { $day }
spread-pile = { $count } are due after your days off: { $key } spreads them over working days
spread-nothing = Nothing there can go to another day.

## Reasons on the agenda
reason-complaint = complaint
reason-complaint-text = complaint: { $text }
reason-birthday = birthday
reason-birthday-age = birthday ({ $age })
reason-birthday-early = { $birthday } on { $day }
reason-birthday-missed = { $birthday }, was { $day }
reason-retry = { $outcome } { $day }, try again
reason-retry-instead = { $tries } times not reached, try { $channel } instead
reason-retry-other = { $tries } times not reached, try another channel
reason-snoozed = snoozed until { $day }
reason-rhythm-last = { $every }, last { $kind } { $day }
reason-account = account: nobody touched for { $days }, { $every }
reason-account-never = account: nobody touched yet, { $every }
reason-account-short = account { $every }
reason-lead = lead, never touched
reason-lead-short = new lead
last-imported = last contact { $day } (from the import)
last-imported-day = { $day } (from the import)
reason-rhythm-never = { $every }, never touched

## What a set did
label-add = Added { $who }
label-edit = Changed { $who }
label-edit-what = Changed { $what } · { $who }
label-delete = Deleted { $who }
label-delete-what = Deleted { $what } · { $who }
label-archive = Archived { $who }
label-unarchive = No longer archived: { $who }
label-log = Logged something with { $who }
label-log-several = { $kind ->
    [call] Logged { $count } calls with { $who }
    [mail] Logged { $count } mails with { $who }
    [meeting] Logged { $count } meetings with { $who }
    [visit] Logged { $count } visits with { $who }
   *[other] Logged { $count } interactions with { $who }
}
label-log-kind = Logged { $kind } with { $who }
label-note = Noted: { $what } · { $who }
label-follow-up = Follow-up { $what } on { $day } · { $who }
label-feedback = Feedback: { $what } · { $who }
label-ask = Asked for a survey · { $who }
label-ask-topic = Asked for a survey: { $what } · { $who }
label-order = Order noted: { $what } · { $who }
label-done = Done: { $what } · { $who }
label-acknowledge = Acknowledged: { $what } · { $who }
label-tell = Told on { $day }: { $what } · { $who }
label-reply = Told meanwhile on { $day }: { $what } · { $who }
label-reopen = Open again: { $what } · { $who }
label-congratulate = Congratulated { $who }
label-snooze = Snoozed until { $day } · { $who }
label-snooze-what = Snoozed { $what } until { $day } · { $who }
label-spread = Spread until { $day } · { $who }
label-off = Off the agenda until { $day } · { $who }
label-no-rhythm = No rhythm any more · { $who }
label-do-not-contact = Not to be contacted · { $who }
label-do-not-contact-until = Not to be contacted until { $day } · { $who }
label-former = Former from now on · { $who }
label-rhythm = Rhythm set · { $who }
label-tag = Tags changed · { $who }
label-tag-what = Tags { $what } · { $who }
label-pin = Pinned { $what } · { $who }
label-unpin = Pin taken off { $what } · { $who }
label-move-nowhere = No longer at the company · { $who }
label-move-company = Now at { $company } · { $who }
label-move-from = Moved { $what } from { $from } to { $to }
label-along-went = went along: { $what }
label-along-open = open again: { $what }
label-along-gone = withdrawn, they have it already: { $what }
label-along-done = may have been done by it, stays done: { $what }
label-add-person = Added to { $what } · { $who }
label-merge-into = Merged { $who } into { $into }
label-merge = Merged { $who }
label-tell-apart = Not the same: { $who }
label-consent = Consent noted · { $who }
label-consent-what = Consent noted: { $what } · { $who }
pairs-mail = same mail
pairs-shared-mail = same shared mailbox
pairs-mobile = same mobile number
pairs-phone = same phone number
pairs-name = same name
pairs-name-spelled = same name: { $words }
pairs-name-similar = similar name: { $words }
pairs-other-family = other surname: { $words }
pairs-name-part = partly the same name
pairs-name-part-of = partly the same name: { $part }
pairs-archived = { $who } is archived
pairs-company = same company
pairs-web = same web page
pairs-birthday = same birthday
pairs-but = but: { $what }
pairs-other-consent = consents contradict
pairs-other-birthday = other birthday
pairs-other-company = other company
pairs-other-mail = other mail
pairs-other-phone = other phone number
pairs-other-role = other role
pairs-other-language = other language
pairs-other-id = other ID in the same source
label-import = Imported { $who }
label-sample = Sample data
label-lost = Lost by damage to the files
label-repair = Mended the store
label-restore = Restored { $who }
label-migrate = Brought the store to version { $who }
label-interaction = { $kind } of { $day }
label-field = { $field ->
    [name] name
    [name_parts] name
    [given_name] given name
    [middle_name] middle names
    [family_name] family name
    [honorific] title
    [name_suffix] name suffix
    [nickname] nickname
    [jobs] job
    [job] job
    [company] company
    [role] role
    [department] department
    [industry] industry
    [size] size
    [mails] mail
    [email] mail
    [phones] phone
    [phone] phone
    [addresses] address
    [address] address
    [handles] web
    [web] web
    [birthday] birthday
    [salutation] salutation
    [address_form] du or Sie
    [form] du or Sie
    [language] language
    [preferred_channel] channel
    [channel] channel
    [tier] tier
    [stage] stage
    [tags] tags
    [tag] tags
    [cadence] rhythm
    [every] rhythm
    [key_contact] key contact
    [deputy] deputy
    [ceiling] ceiling
    [do_not_contact] do not contact
    [dnc] do not contact
    [archived] archived
    [owner] owner
    [source] source
    [referred_by] recommended by
    [notes] notes
    [added] day added
    [ids] ids elsewhere
    [fields] free fields
    [title] title
    [due] day
    [at] day and time
    [day] day
    [time] time
    [recurs] recurrence
    [snoozed_until] snoozed until
    [retry] try again
    [off_until] off the agenda
    [congratulated] congratulated
    [with] participants
    [contact] contact
    [amount] amount
    [currency] currency
    [what] what
    [reference] reference
    [direction] direction
    [outcome] outcome
    [purpose] purpose
    [worth] worth to the customer
    [minutes] minutes
    [text] text
    [topics] topics
    [pinned] pin
    [kind] kind
    [topic] topic
    [score] score
    [promised] promised day
    [state] state
    [answer] answer
    [severity] severity
    [promise] what was promised
    [replies] what they were told
    [cause] cause
    [goodwill] goodwill
    [about] feedback
    [resolved] day resolved
    [told] day told
    [closed] day closed
    [how] how obtained
   *[other] details
}
label-files = { $name } and { $more ->
    [one] 1 more file
   *[other] { $more } more files
}
label-and-more = { $names } and { $more } more
label-and-more-with = { $names } and { $more } more
whom-many = { $count } contacts: { $names }
whom-unseen = { $name }, filtered out
whom-many-unseen = { $count } contacts, { $unseen } filtered out: { $names }
label-records = { $count ->
    [one] 1 record
   *[other] { $count } records
}

## The palette, and what actions are called there besides
palette-title = Palette
palette-placeholder = an action, a contact, a company, a follow-up
palette-none = Nothing of that name applies here. { $key } on the screen lists what does.
place-contact = A contact
place-company = A company
place-duplicates = Duplicates
place-month = Calendar
place-said = Search
place-import = An import
place-columns = Columns of a table
palette-elsewhere = in: { $places }
palette-applies-elsewhere = { $what } · applies in: { $places }
palette-do = do or open
palette-contact = contact
palette-view = view
palette-company = company
palette-follow-up = follow-up { $day }
palette-draft = Draft: { $what }
palette-draft-open = open: { $session }
palette-draft-elsewhere = This draft opens again with the form in which it was begun.
also-log = phone, phone call, call, mail, meeting, visit, write down, record, interaction, touch, contact made, talk, telephone
also-log-other = someone else, incoming call, caller, phone
also-follow-up = remind, reminder, task, todo, promise, appointment, due, plan, call back
also-done = finish, complete, check off, resolve, close, tick, congratulate
also-snooze = reschedule, another day, later, postpone, defer, put off, hide, wait, not now
also-sort = order, arrange, order by, ascending, descending
also-ask = survey, questionnaire, ask for feedback
also-scores = net promoter score, NPS, survey, promoters, detractors
also-health = health, figure, score, why at risk
also-topics = topics, themes, subjects, what customers speak of
also-spread = pile up, distribute, level, postpone, holiday, overload
also-month = calendar, month, days, forecast, ahead
also-today = now
also-feedback = complaint, praise, wish, survey, opinion, score, star rating, nps, angry
also-filter = find, search, narrow, where is
also-search = grep, history, said, notes, full text, everything, find in texts
also-note = memo, comment, jot down, remark, remember
also-off = do not contact, former, archive, no rhythm, remove from agenda, pause, dismiss, may be contacted again, allow contact
also-open = show, details, view, enter, go to
also-back = close, cancel, leave, up
also-add = new, create, contact, person, customer, insert
also-add-company = new company, create company, organisation, firm, account
also-edit-text = vim, emacs, nano, external editor, long text, write, EDITOR
also-edit = change, rename, fields, name, phone number, mail address, birthday, tier, rhythm, cadence, details
also-move = give, wrong person, reassign, merge, change company, transfer
also-duplicates = doubles, same person, twice, merge, dedupe, clean up
also-delete = remove, erase, trash, archive
also-import = load, vcard, vcf, csv, address book, file, migrate
also-export = vcard, csv, ics, calendar, json, backup, save as, write out, take along
also-back-up = backup, save, copy, snapshot, safe, keep a copy
also-check = verify, integrity, health, damage, test, fsck
also-mended = damage, damaged, broken, repair, lost, missing, report, recovery
also-tags = star, label, category, group, hashtag, mark with
also-pin = star, keep, stick, favourite, important, flag
also-undo = take back, revert, restore, oops, mistake
also-redo = again, repeat, restore
also-mark = select, choose, several, multi, bulk, tick
also-mark-all = select all, everyone, all, none, unmark all
also-pane = focus, switch, briefing, timeline, tab, view
also-trail = history, visited, recent, jump, last, previous, toggle, alternate
also-zoom = full screen, maximize, maximise, fullscreen, whole
also-split = split, resize, border, divider, width, layout
also-agenda = today, due, home, start, who is due, morning
also-contacts = people, persons, customers, list, address book
also-companies = organisations, firms, customers, accounts
also-reports = figures, statistics, retention, churn, revenue, chart
also-company = employer, organisation of
also-all-feedback = complaints, praise, wishes, surveys
also-copy = clipboard, yank, phone number, mail address
also-consent = unsubscribe, gdpr, data protection, privacy, opt-in, opt-out, permission, allowed, withdraw
also-open-link = browser, website, dial, compose, start mail
also-mouse = pointer, click, wheel, select text, copy by mouse
also-theme = colours, colors, colour scheme, dark mode, light mode, appearance, background, look, skin, contrast
also-quit = exit, leave, close, end, bye
also-help = keys, shortcuts, manual, how, key bindings, welcome, introduction, first steps, getting started

## Search in everything that was said
said-title = Everything that was said
said-count = Everything that was said: { $count } found
said-count-so-far = Everything that was said: { $count } found so far, still searching …
said-placeholder = words in any order; -word must not stand there
said-how = Type what was said: interactions, feedback and notes of all, newest first. Each word begins a word of the text; a word behind a hyphen must not stand in it.
said-nothing = Nothing that was said fits.
said-goes-on = Still searching …
said-back = back, the words stay

## The command line
cli-store-made = touchbase: a new, empty store was made in { $path }
cli-unchanged = Nothing changed.
cli-once = This was done before with the key "{ $key }", nothing is done again: { $said }
cli-redone = Restored: "{ $label }"
cli-undone = Taken back: "{ $label }"
cli-saved = { $said } · "touchbase undo" takes it back
add-same-name = "{ $name }" is there already ({ $id }); is it the same person?
add-same-mail = { $mail } is the mail address of { $name } ({ $id }); is it the same person?
add-same-company = another company is called "{ $name }" already ({ $id }), now there are two: touchbase merge makes one of them
add-like-company = "{ $name }" ({ $id }) may be the same company: then touchbase merge makes one of both
add-likely = { $name } ({ $id }) may be the same person: { $why }
add-likely-more = … and { $count } more may be
pairs-companies-only = --certain and --apart are for contacts
pairs-none-companies = No two companies look like one.
pairs-how-companies = { $count ->
    [one] 1 pair. touchbase move ID --into ID makes one of them, duplicates --kind company --not-same ID ID tells them apart.
   *[other] { $count } pairs. touchbase move ID --into ID makes one of two, duplicates --kind company --not-same ID ID tells them apart.
}
pairs-none = No two contacts look like one person.
pairs-none-apart = Of no two contacts it is remembered that they are not the same.
pairs-how = { $count ->
    [one] 1 pair. touchbase merge ID --into ID makes one of them, --not-same ID ID tells them apart.
   *[other] { $count } pairs. touchbase merge ID --into ID makes one of two, --not-same ID ID tells them apart.
}
pairs-merged = { $count ->
    [one] 1 contact merged into another
   *[other] { $count } contacts merged into others
}
cli-log-head = Read as text of kind "{ $kind }". A head ends with a colon: call: asked for prices
cli-log-worth = What is it worth to the customer? --worth TEXT keeps it (--worth '' says that there is nothing to say).
cli-log-does = Done: { $title }
cli-log-feedback = Noted: { $kind }: { $text }
cli-log-next = Next: { $day } { $title }
log-mail-nobody = None of these addresses is a contact's: { $mails }
log-mail-no-address = No address stands in it besides your own.
log-mail-before = Filed before ({ $id }).
log-mail-automatic = An automatic answer, mail of a list or bulk mail: it is filed, and is no touch.
log-mail-shared = { $mail } is the address of several, all of whom take part: { $who }
log-mail-broken = { $file }, number { $number }: no mail
log-mail-numbers = { $read ->
    [one] One mail read
   *[other] { $read } mails read
}: { $new } new, { $before } filed before, { $nobody } of nobody known
log-mail-undated = When this was written can't be told: it is filed on today, and counts as a touch of today: { $subject }
log-mail-no-subject = no subject ({ $who })
log-mail-is-new = new
log-mail-is-before = filed before
log-mail-is-nobody = nobody known
cli-also-company = New company: { $company }
cli-delete-with = With it: { $what }.
cli-delete-people = { $count ->
    [one] 1 contact stays without company
   *[other] { $count } contacts stay without company
}
cli-delete-interactions = { $count ->
    [one] 1 interaction
   *[other] { $count } interactions
}
cli-delete-follow-ups = { $count ->
    [one] 1 follow-up
   *[other] { $count } follow-ups
}
cli-delete-feedback = { $count } feedback
cli-delete-consents = { $count ->
    [one] 1 consent
   *[other] { $count } consents
}
history-none = Nothing has changed yet.
history-more = These are the last { $count }; --limit shows more.
history-begins = The history begins at set { $set }: what was before is more than 90 days ago.
history-undo = Took back #{ $set }: { $label }
history-taken-back = { $label } (taken back)
history-is-taken-back = taken back
history-made = new: { $what }
history-gone = deleted: { $what }
history-mark = agenda
history-someone = someone deleted
history-some-company = a deleted company
made-in-screen = screen
made-in-screen-on = screen on { $terminal }
made-in-process = { $place }, process { $process }
made-in-verb = command line
made-in-verb-on = command line on { $terminal }
cli-also-more = … and { $count } more
due-nobody = Nobody is due.
due-without-rhythm = { $count ->
    [one] 1 contact has no rhythm.
   *[other] { $count } contacts have no rhythm.
}
due-brief = { $count } due: { $names }
due-notice = touchbase: { $count } due
due-notified = { $count } due, said by { $by ->
    [desktop] a notice of the desktop
    [mail] mail
   *[bell] the bell
}.
due-silent = The configuration names no way to say it (notify.by).
notify-no-desktop = no desktop here
notify-no-terminal = no terminal is open
notify-no-recipient = nobody to send it to
notify-no-program = { $name } isn't installed
notify-no-answer = no answer
list-nobody = Nobody is there.
search-nothing = Nothing fits "{ $query }".
search-cut = { $count } of { $all }; --limit for more.
search-more = The first { $count }; --limit for more.
search-said = Said: { $count ->
    [one] 1 hit
   *[other] { $count } hits
}
show-notes = Notes
show-follow-ups = Follow-ups
show-feedback = Feedback
topics-none = without a topic
topics-columns = praise | compl. | wishes | surveys | open | to tell
topics-title = What customers speak of
topics-heads = topic | all | praise | complaints | wishes | surveys | open | to tell | last
show-orders = Orders
head-health = health
head-band = state
band-warm = warm
band-cooling = cooling
band-at-risk = at risk
band-lost = lost
health-rhythm = rhythm
health-trend = trend
health-started = who starts
health-feedback = feedback
health-complaints = complaints
health-orders = orders
health-promises = promises
health-because-rhythm = { $days } since the last contact, every { $every }
health-because-trend = every { $now } now, every { $usual } usually
health-because-started = { $theirs } of { $count } touches were started by them
health-because-feedback = { $count ->
    [one] what was said last
   *[other] the last { $count }
}
health-because-no-complaints = none is open
health-because-complaints = { $count } open, { $late } of them late
health-because-orders = { $days } since the last purchase, every { $usual } usually
health-because-order = { $days } since the only purchase
health-because-promises = { $kept } of { $count } kept in time
health-title = Health of { $name }
health-of-one = Health is of one contact or company.
fact-health = health { $figure } ({ $key } why)
health-figure = { $figure } of 100 · { $band }
health-before = { $days } ago { $figure }
health-sum = The mean of the parts by their weights: { $sum } / { $weight } = { $figure }
health-unknown = Nothing is known of which a figure could be made: no rhythm, no feedback, no order, no promise.
health-nobody = Nobody has a figure yet: there is no rhythm, no feedback, no order and no promise.
health-none-worse = Nobody stands worse than { $days } ago.
health-counts = { $warm } warm, { $cooling } cooling, { $risk } at risk, { $lost } lost; of { $unknown } nothing is known
orders-last = last { $day } ({ $ago })
orders-median = every { $days } (median)
orders-every = every { $days }
orders-purchases = { $count ->
    [one] 1 purchase
   *[other] { $count } purchases
}
orders-classes = R{ $r } F{ $f } V{ $v }
orders-total = { $count ->
    [one] 1 customer
   *[other] { $count } customers
}: { $revenue }
orders-of-no-contact = { $count ->
    [one] 1 order is
   *[other] { $count } orders are
} of a company alone: --by company
orders-of-no-company = { $count ->
    [one] 1 order is
   *[other] { $count } orders are
} of nobody at a company
orders-after = { $count ->
    [one] after 1 purchase
   *[other] after { $count } purchases
}
orders-again = { $again } of { $customers } bought again
orders-regular-from = { $count ->
    [one] Customers stay after their 1st purchase.
   *[other] Customers stay after { $count } purchases.
}
orders-regular-unknown = Too few customers bought again to say after how many purchases they stay.
orders-regular-meaning = Bought again: within { $days } days. They stay where at least half do so, of five customers or more.
show-interactions = History
show-people = Contacts
show-former = Earlier or besides
show-was = former
show-was-until = former, until { $day }
show-besides = beside another job
show-open = Open
show-since = What happened since { $day }
show-nothing = Nothing.
show-more = { $count } more; all of it with --since
fact-id = id
fact-job = job
fact-mail = mail
fact-phone = phone
fact-address = address
fact-web = web
fact-birthday = birthday
fact-salutation = salutation
fact-honorific = title
fact-form = du or Sie
fact-nickname = nickname
fact-foreign = also kept
relation-any = relation
relation-spouse = spouse
relation-partner = partner
relation-child = child
relation-son = son
relation-daughter = daughter
relation-parent = parent
relation-mother = mother
relation-father = father
relation-sibling = sibling
relation-brother = brother
relation-sister = sister
relation-friend = friend
relation-assistant = assistant
relation-manager = manager
relation-anniversary = anniversary
relation-date = date
of-work = work
of-home = home
of-mobile = mobile
of-work-mobile = work mobile
of-home-mobile = home mobile
of-main = main
of-fax = fax
of-work-fax = work fax
of-home-fax = home fax
of-pager = pager
of-web = web
of-other = other
fact-language = language
fact-channel = prefers
fact-tier = tier
fact-stage = stage
fact-tags = tags
fact-rhythm = rhythm
fact-ceiling = ceiling
fact-last-touch = last touch
fact-consent = consent
fact-do-not-contact = do not contact
fact-owner = owner
fact-source = source
fact-referred-by = recommended by
fact-added = added
fact-name-parts = Name parts
fact-archived = archived
fact-former-names = formerly
fact-industry = industry
fact-size = size
fact-until = until { $day }
fact-yes = yes
fact-none = none
backup-done = { $path }: { $what }; written and read back
error-backup-there = { $path } is there already
hint-backup-there = --force takes its place; without a file the backup goes to backups/ in the store's directory.
error-backup-terminal = a backup is no text for a terminal
hint-backup-terminal = Name a file, or send it on: touchbase backup - | ssh host 'cat > touchbase.jsonl.gz'
records-contacts = { $count ->
    [one] 1 contact
   *[other] { $count } contacts
}
records-companies = { $count ->
    [one] 1 company
   *[other] { $count } companies
}
records-interactions = { $count ->
    [one] 1 interaction
   *[other] { $count } interactions
}
records-follow-ups = { $count ->
    [one] 1 follow-up
   *[other] { $count } follow-ups
}
records-feedback = { $count } feedback
records-consents = { $count ->
    [one] 1 consent
   *[other] { $count } consents
}
records-orders = { $count ->
    [one] 1 order
   *[other] { $count } orders
}
records-marks = { $count ->
    [one] 1 agenda mark
   *[other] { $count } agenda marks
}
records-none = nothing
restore-file = { $path }: of { $when }, written by touchbase { $version }; { $what }
restore-store = store { $store }
restore-same = The store is as this backup says; there is nothing to do.
restore-new = comes: { $what }
restore-changed = changes: { $what }
restore-gone = goes: { $what }
restore-question = Make the store what this backup says? [y/N]
restore-not = Nothing was changed.
restore-done = The store is what { $path } says.
restore-undo = The way back: touchbase restore { $name }
restore-none = There are no backups yet; touchbase backup writes one.
error-restore-yes = restore replaces what is in the store: without a terminal to ask on it needs --yes
hint-restore-yes = --dry-run shows what would change.
error-restore-busy = touchbase has the store open, process { $pid }; nothing was changed
error-restore-busy-on = touchbase has the store open on { $terminal }, process { $pid }; nothing was changed
hint-restore-damaged = Nothing was changed. Take another one: touchbase restore lists the backups.
hint-restore-busy = Close it there first.
records-all = { $count ->
    [one] 1 record
   *[other] { $count } records
}
work-compacting = copying the archive … { $count } entries
work-reading-file = reading the file … { $count } of { $of } records
work-importing = bringing in … { $count } of { $of } records
work-counting = counting … { $count } entries
work-following = bringing the archive up … { $count } changes
work-verifying = checking: { $what } … { $count }
verify-place = files
verify-journal = journal
verify-sets = big sets
verify-base = base
verify-archive = archive
verify-side = image of the lists
verify-texts = texts for searching
verify-backups = backups
verify-references = references
verify-count-sets = { $count ->
    [one] 1 set
   *[other] { $count } sets
}
verify-count-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
verify-count-texts = { $count ->
    [one] 1 text
   *[other] { $count } texts
}
verify-count-references = { $count ->
    [one] 1 reference
   *[other] { $count } references
}
verify-fine = fine
verify-damaged = damaged
verify-absent = none
verify-not-checked = not checked
verify-why-truth = what it is checked against is damaged
verify-why-keeper = touchbase has it open, process { $pid }
verify-why-keeper-on = touchbase has it open on { $terminal }, process { $pid }
verify-why-copy = it is checked on a copy, which can't be made: { $reason }
verify-why-changing = it changed each time while it was read
verify-current = CURRENT: { $what }
verify-open = { $file } can be read by others
verify-owned = { $file } belongs to somebody else
verify-witness = lock doesn't say any more how far the journal reaches
verify-cut = the journal ends at set { $ends }, but set { $saved } was saved
verify-gone = { $file } is gone
verify-lost-one = { $file }: set { $set } can't be read
verify-lost = { $file }: sets { $first } to { $last } can't be read
verify-what = { $file }: { $what }
verify-ahead = it knows set { $archive }, but the journal ends at set { $journal }
verify-differs = it doesn't say what the journal says: { $what }
verify-differs-missing = { $count } missing
verify-differs-other = { $count } different
verify-differs-old = { $count } that shouldn't be there
verify-dangling = { $count } × { $from } name { $to } that aren't there any more
verify-backup-newer = { $file } was written by touchbase { $version }
verify-backup-foreign = { $file } is no backup of touchbase
verify-more = … and { $count } more
verify-kind-contact = contacts
verify-kind-company = companies
verify-kind-interaction = interactions
verify-kind-follow-up = follow-ups
verify-kind-feedback = feedback
verify-kind-consent = consents
verify-kind-order = orders
verify-kind-mark = agenda marks
verify-all-fine = All is fine up to set { $set }: { $what }
verify-is-damaged = Damaged: { $what } · touchbase repair mends what can be mended
repair-nothing = There was nothing to mend.
repair-backup = The store is backed up in { $path }
repair-modes = { $count ->
    [one] One file can't be read by others any more.
   *[other] { $count } files can't be read by others any more.
}
repair-archive = The archive is built anew; the old one lies in { $aside }.
repair-archive-gone = The archive is built anew.
repair-side = The image of the lists is written anew.
repair-texts = The texts for searching are written anew.
repair-witness = lock says again how far the journal reaches.
repair-backup-named = { $from } is no use as a backup and is called { $to } now.
repair-done = All that was damaged is mended.
repair-done-but = The files are sound again; what is missing stands above.
repair-compacted = The archive had { $before } and has { $after } now.
repair-left = This is still damaged:
size-decimal = { $whole }.{ $tenth }
size-bytes = { $count ->
    [one] 1 byte
   *[other] { $count } bytes
}
size-kilo = { $count } kB
size-mega = { $count } MB
size-giga = { $count } GB
work-writing = writing the backup … { $count } records
work-checking = reading it back … { $count } records
work-reading = reading the backup … { $count } records
work-building = building the store … { $count } records
export-same-name = { $count } companies share their name with another: cards and tables keep them apart, but not at which of them somebody works. JSON does.
export-done = { $path }: { $contacts ->
    [one] one contact
   *[other] { $contacts } contacts
} and { $companies ->
    [one] one company
   *[other] { $companies } companies
} written
export-done-orders = { $path }: { $count ->
    [one] one order
   *[other] { $count } orders
}
export-done-calendar = { $path }: { $events ->
    [one] one event
   *[other] { $events } events
} of { $contacts ->
    [one] one contact
   *[other] { $contacts } contacts
} written
export-not-in-table = Not in a table: { $what }. JSON holds it.
export-interactions = interactions of { $count ->
    [one] 1 contact
   *[other] { $count } contacts
}
export-follow-ups = follow-ups of { $count ->
    [one] 1 contact
   *[other] { $count } contacts
}
export-feedback = feedback of { $count ->
    [one] 1 contact
   *[other] { $count } contacts
}
left-out-purpose = { $count ->
    [one] 1 contact is left out
   *[other] { $count } contacts are left out
}, who may not be reached for { $purpose } by { $channel }: { $why }
left-out-withdrawn = withdrawn { $count }
left-out-not-given = no consent { $count }
left-out-do-not-contact = do not contact { $count }
export-consents = earlier consents of { $count ->
    [one] 1 contact
   *[other] { $count } contacts
}
export-orders = orders of { $count ->
    [one] 1 contact
   *[other] { $count } contacts
}
export-foreign = foreign properties of { $count ->
    [one] 1 record
   *[other] { $count } records
}
export-marked = { $count ->
    [one] { $who } doesn't want to be contacted, or not on every channel, and is marked.
   *[other] { $count } don't want to be contacted, or not on every channel, and are marked: { $who }
}
query-found = { $count ->
    [0] No address fits "{ $query }"
    [one] One address fits "{ $query }"
   *[other] { $count } addresses fit "{ $query }"
}
query-not-for = not for { $purposes }
query-left-out = { $found }; { $count ->
    [one] one contact who wants no mail is left out
   *[other] { $count } contacts who want no mail are left out
}
import-numbers = { $file }: { $read } read; { $created ->
    [one] 1 contact
   *[other] { $created } contacts
} and { $companies ->
    [one] 1 company
   *[other] { $companies } companies
} created, { $updated } updated, { $unchanged } unchanged{ $renamed ->
    [0] { "" }
    [one] , 1 company renamed
   *[other] , { $renamed } companies renamed
}{ $left ->
    [0] { "" }
   *[other] , { $left } left out
}{ $joined ->
    [0] { "" }
   *[other] , { $joined } joined with another of the file
}, { $skipped } skipped, { $refused } unreadable
import-numbers-dry = { $file }: { $read } read; to come in: { $created ->
    [one] 1 contact
   *[other] { $created } contacts
} and { $companies ->
    [one] 1 company
   *[other] { $companies } companies
}; to change: { $updated }, unchanged: { $unchanged }{ $renamed ->
    [0] { "" }
   *[other] , companies to rename: { $renamed }
}{ $left ->
    [0] { "" }
   *[other] , left out: { $left }
}{ $joined ->
    [0] { "" }
   *[other] , joined with another of the file: { $joined }
}, skipped: { $skipped }, unreadable: { $refused }
import-employers = { $count ->
    [one] Besides 1 new company that people of the file work for
   *[other] Besides { $count } new companies that people of the file work for
}
import-noted = { $count ->
    [one] 1 stays as it is: touchbase only remembers which record of this file it is
   *[other] { $count } stay as they are: touchbase only remembers which records of this file they are
}
import-company-was = was called { $name }
import-whole-numbers = { $file }: { $read ->
    [one] one record
   *[other] { $read } records
} read; { $created } new, { $unchanged } unchanged, { $kept } kept as here, { $refused } unreadable
import-whole-kept = kept as here
import-line = line { $line }
import-created = created
import-updated = updated
import-unchanged = unchanged
import-skipped = skipped
import-refused = unreadable
import-cleaned = changed
import-changes = changes
import-perhaps = perhaps
import-deleted = deleted
import-deleted-left = deleted here on { $day }: left out; --deleted brings it in
import-deleted-new = deleted here on { $day }, and in again
import-row-deleted = deleted here on { $day }
import-perhaps-here = { $name }, who is here
import-perhaps-row = { $name } ({ $place })
import-perhaps-why-left = may be { $name }: { $reasons }; left out
import-perhaps-why-new = came in as new, and may be { $name }: { $reasons }
import-perhaps-why-into = taken for { $name }: { $reasons }
import-passed-over = Passed over in { $folder }: { $names }{ $more ->
    [0] { "" }
   *[other] {" "}and { $more } more
}
hint-import-sheet = A spreadsheet is read once it is saved as CSV: "Save as", UTF-8.
import-left-before = { $count ->
    [one] 1 was left out before and is left out again; --perhaps leave lists it, --perhaps new and into decide about it, too
   *[other] { $count } were left out before and are left out again; --perhaps leave lists them, --perhaps new and into decide about them, too
}
import-perhaps-left = { $count ->
    [one] 1 may be a contact who is here or in another row already, and was left out; from now on it is only counted. Bring it in as new: --perhaps new; into that contact: --perhaps into
   *[other] { $count } may be contacts who are here or in other rows already, and were left out; from now on they are only counted. Bring them in as new: --perhaps new; into those contacts: --perhaps into
}
import-perhaps-new = { $count ->
    [one] 1 may be another contact: touchbase duplicates lists such pairs.
   *[other] { $count } may be other contacts: touchbase duplicates lists such pairs.
}
import-companies-alike = { $count ->
    [one] 1 company may be one that is here: --perhaps into takes it for that one; touchbase duplicates --kind company lists such pairs.
   *[other] { $count } companies may be ones that are here: --perhaps into takes them for those; touchbase duplicates --kind company lists such pairs.
}
import-companies-taken = { $count ->
    [one] 1 company is taken for one that is here; its name leads there from now on
   *[other] { $count } companies are taken for ones that are here; their names lead there from now on
}
import-all-firms = { $count ->
    [one] 1 company may be here already: choose
   *[other] { $count } companies may be here already: choose
}
import-firms-title = Companies that may be here
import-firms-into = { $count ->
    [one] the 1 is the one that is here
   *[other] all { $count } are the ones that are here
}
import-firms-new = { $count ->
    [one] the 1 comes in as new
   *[other] all { $count } come in as new
}
import-firm-into = { $name } is { $who } ({ $reasons })
import-firm-new = { $name } is new, and not { $who }
import-row-is = is { $who }
import-row-company-alike = may be { $who } ({ $reasons })
import-perhaps-into = { $count ->
    [one] 1 was taken for the contact it may be.
   *[other] { $count } were taken for the contacts they may be.
}
import-unmatched = nobody known
import-ambiguous = ambiguous
import-ambiguous-why = several fit: { $names }
import-unmatched-why = none of those it names is a contact here
import-entry-over = done or cancelled in the file
import-entry-older = older than what was read last, stays as it is
import-entry-again = open again, as in the file
import-closed = cancelled
import-removed = removed
import-gone-unsure = { $count ->
    [one] One follow-up isn't in the file. The calendar has no name: whether it is gone can't be told, and it stays open.
   *[other] { $count } follow-ups aren't in the file. The calendar has no name: whether they are gone can't be told, and they stay open.
}
import-removed-count = { $count ->
    [one] One interaction goes: by the calendar it didn't take place
   *[other] { $count } interactions go: by the calendar they didn't take place
}
import-own-rhythm = { $count ->
    [one] One of the new ones keeps the tier or rhythm that the file says: --every is for the others.
   *[other] { $count } of the new ones keep the tier or rhythm that the file says: --every is for the others.
}
import-closed-count = { $count ->
    [one] One follow-up is cancelled, as it is in the calendar
   *[other] { $count } follow-ups are cancelled, as they are in the calendar
}
import-times = { $why } ({ $count } times)
import-skipped-over = over or cancelled, and never was here
import-entries = { $what ->
    [orders] Orders
   *[others] Interactions, follow-ups and feedback
}: { $created } created, { $updated } updated, { $unchanged } unchanged{ $ambiguous ->
    [0] { "" }
   *[other] , { $ambiguous } ambiguous
}{ $alone ->
    [0] { "" }
   *[other] , { $alone } left out as their people are
}{ $deleted ->
    [0] { "" }
   *[other] , { $deleted } deleted here before
}, { $unmatched } of nobody known
import-column = column
import-columns = Columns: { $names }
import-free = As free fields: { $names }
import-guessed = Guessed by what stands in it: { $names }. It is chosen with: touchbase import --columns --save-mapping NAME FILE
import-last-contact = { $count ->
    [one] The last contact is known of 1 new contact; a rhythm counts from it.
   *[other] The last contact is known of { $count } new contacts; a rhythm counts from it.
}
import-cleaned-more = … and { $count } more changed values
import-outside = (in the file)
import-foreign = Kept though there is no field for it: { $names }. show lists it.
import-skipped-total = a row of sums
import-skipped-kind = no contact and no company but a { $kind }
import-skipped-own = an event that touchbase made of a birthday, rhythm or complaint; only follow-ups are taken from its calendars
import-skipped-cancelled = a cancelled event
import-skipped-birthday = a reminder of a birthday, which the agenda has by itself
import-skipped-relation = known only as somebody's relation; kept as a field of that contact
import-skipped-lone-relation = known only as somebody's relation, and of nobody who comes in; left out
import-skipped-gift = a gift; there is no place for it here
import-skipped-debt = a debt; there is no place for it here
import-skipped-journal = an entry of your own journal, of nobody
import-skipped-pet = a pet; there is no place for it here
import-skipped-photo = a photo; there is no place for it here
import-skipped-document = a document; there is no place for it here
import-older-kept = older than what was read last; stays as it is here: { $fields }
import-keeps = stays
import-keeps-value = { $field }: { $here }, in the file { $file }
import-kept = stays as it is here: { $fields }
import-dry-run = Nothing was changed.
import-undo = Take it back with: touchbase undo
import-question = { $count ->
    [one] How is the new contact to be kept?
   *[other] How are the { $count } new contacts to be kept?
}
    Enter  no rhythm
    a b c  by tier: A every { $a }, B every { $b }, C every { $c }
    30d    every 30 days, or any other span: 2w, 3m
import-field-name = name
import-field-name-parts = parts of the name
import-field-company = company
import-field-role = role
import-field-department = department
import-field-ids = id elsewhere
import-field-foreign = foreign fields
import-field-past-jobs = other jobs
import-field-kind = kind
import-field-day = day
import-field-minutes = length
import-field-outcome = outcome
import-field-repeats = repeats
import-field-state = state
import-field-people = with
import-field-title = title
import-field-text = text
import-field-topics = topics
import-field-score = score
import-field-promised = promised for
field-amount = amount
field-reference = reference
import-kind-follow-up = follow-up
import-kind-consent = consent
import-kind-mark = agenda
import-state-open = open
import-state-done = done
import-state-cancelled = cancelled
import-gone-cancelled = cancelled in the calendar
import-gone-shortened = the series doesn't take place then any more
import-gone-deleted = no longer in the calendar
import-gone-moved = is to be on another day now
import-gone-stays = was changed here, stays
column-job-since = beginning of the job
column-free = free field
column-given = given name
column-middle = middle name
column-family = family name
column-suffix = name suffix
column-honorific = title before the name
column-title = title or role
column-industry = industry of a company
column-size = size of a company
column-last-contact = last contact
column-kind = contact or company
column-left-out = left out
column-named = free field with a label of its own
column-label-mail = label of a mail
column-label-phone = label of a phone number
column-label-web = label of a web page
column-label-address = label of an address
column-label-named = name of a free field
column-consent = consent: { $channel }
column-consents = consents for purposes
column-opt-out = consent withdrawn: { $channel }
column-birth-year = birthday: year
column-birth-month = birthday: month
column-birth-day = birthday: day
column-no-contact-reason = do not contact: reason
column-referrer-id = recommended by: id
column-street = address: street
column-house = address: house number
column-extended = address: addition
column-post-box = address: post box
column-city = address: city
column-postcode = address: postcode
column-postcode-city = address: postcode and city
column-region = address: region
column-country = address: country
column-entry-id = id of its own
column-day = day
column-time = time
column-due = due
column-made = written down on
column-entry-kind = kind
column-direction = in or out
column-outcome = reached or not
column-minutes = minutes
column-subject = subject or title
column-text = text
column-topics = topics
column-state = open or done
column-closed = done on
column-recurs = again every
column-score = score
column-currency = currency
column-answer = what came of it
column-severity = how bad it is
column-promise = what was promised
column-cause = cause
column-goodwill = goodwill
rows-contacts = contacts and companies
rows-interactions = interactions
rows-follow-ups = follow-ups
rows-feedback = feedback
rows-orders = orders
separator-comma = comma ,
separator-semicolon = semicolon ;
separator-tab = tab
separator-bar = bar |
separator-space = space
format-vcard = a vCard file
format-table = a table (CSV)
format-calendar = a calendar (iCalendar)
format-json = JSON
format-ldif = an LDIF directory
format-xml = XML
format-html = a web page
format-mail = a mail
format-pdf = a PDF
format-packed = a packed file
format-spreadsheet = a spreadsheet
format-outlook = a file of Outlook
format-database = a database
format-image = an image
format-text = plain text
format-binary = no text at all
refusal-unterminated = the card has no end, and says too little without
refusal-nameless = it has neither name nor company, mail or phone
refusal-dayless = it has no day that can be read
refusal-no-amount = it has no amount that can be read
refusal-too-long = the card is too long
refusal-too-many-properties = the card has too many lines
refusal-too-deep = too many cards inside cards
refusal-too-many = too many in one file; all from here on
refusal-unquoted = a quote is not closed on its line
refusal-row-too-long = the row is too long
refusal-too-many-cells = the row has too many cells
refusal-no-text = it has no text
cleaned-characters = { $property }: control characters taken out
cleaned-cut = { $property }: cut to { $limit } bytes
cleaned-left-out = { $property }: left out, it is longer than { $limit } bytes
cleaned-too-many = { $property }: only the first { $taken } taken
cleaned-newest = { $property }: only the newest { $taken } times taken, { $left } before them not; all come in with --all-times, on screen by “For all”
cleaned-first-only = { $property }: when it comes again isn't understood; only the first time taken
cleaned-days = { $property }: all day, and nobody was asked to come; its past times aren't taken
cleaned-no-day = { $property }: no day; kept as it stands
cleaned-no-property = "{ $property }" is no vCard property; left out
cleaned-no-end = the card has no end; taken over as far as it goes
cleaned-cut-off = "{ $property }" is cut off; left out
cleaned-id-of-another = id { $property } is somebody else's by the name; kept apart from them
cleaned-one-company = { $property } differ only by the legal form: taken as one company
cleaned-unknown-zone = time zone “{ $zone }” isn't known: its times are taken as local ones
cleaned-version = { $property }: unknown; read as 4.0
cleaned-no-value = { $property }: not understood; kept as a free field
cleaned-not-understood = { $property }: not understood; kept as it stands
cleaned-in-text = { $property }: not understood; kept in the text
cleaned-more-cells = more cells than the table has columns; kept as free fields from { $property } on
cleaned-charset = { $property }: a letter that isn't UTF-8 was read as Windows-1252
cleaned-spoiled = { $property }: a spreadsheet has rounded the number; kept as it stands

## Errors
error-import-empty = { $file } is empty
error-import-no-card = { $file } holds no vCard
error-import-format = { $file } is no vCard, table or calendar but { $format }
error-import-folder = nothing in the folder { $path } can be imported
error-import-untitled = { $file }: no row names the columns; line { $line } reads { $cells }
hint-import-untitled = Put a row above it that names them: Name, Company, E-Mail, Phone, City …; or say what they are: touchbase import --columns FILE
error-import-other-heads = { $file }: none of the mapping's columns is there; line { $line } reads { $cells }
hint-import-other-heads = See what the table has with: touchbase import --columns FILE
error-mapping-name = { $name } can't be the name of a mapping
hint-mapping-name = Letters, digits, spaces, - and _ can stand in it.
error-mapping-unknown = There is no mapping { $name } in { $dir }
hint-mapping-known = There are: { $names }
hint-mapping-none = Make one with: touchbase import --columns --save-mapping { $name } FILE
error-mapping-broken = { $path }, line { $line }: { $why }
error-mapping-broken-all = { $path }: { $why }
error-mapping-becomes = "{ $name }" is nothing that a column can become
hint-mapping-broken = Mend it, or take it away and make it anew with --save-mapping
hint-mapping-becomes = A column can become: { $names }
error-mapping-no-table = { $file } is no table
hint-mapping-no-table = --columns and mappings are for tables (CSV)
mapping-saved = Saved as { $name }: { $path }
mapping-head = { $file }: { $encoding }, { $separator }, heads in line { $line }, rows are { $rows }
mapping-head-bare = { $file }: { $encoding }, { $separator }, no heads, rows are { $rows }
mapping-use = Change it there, then: touchbase import --mapping "{ $name }" FILE
error-import-too-wide = { $file }, line { $line }: more than { $limit } columns
hint-import-too-wide = Take out the columns that aren't needed; if another sign separates them, name it in a first line: sep=;
error-import-whole-alone = { $file } holds a whole store and comes in by itself
hint-import-whole-alone = Import the other files before or after it.
error-import-whole-newer = { $file } was written by a newer touchbase (format { $format })
hint-import-whole-newer = Import it with that version.
error-import-whole-broken = can't read { $file }, line { $line }: { $what }; nothing was imported
hint-import-whole-broken = The file was cut or changed: export it again, or take an older one.
refusal-whole-unread = no such record: { $what }
refusal-whole-no-contact = whom it is about is neither here nor in the file
refusal-whole-twice = its id stands in the file twice
hint-import-format = Export the contacts as vCard (.vcf) or CSV, or the calendar as iCalendar (.ics), and import that file.
hint-import-unpack = Unpack it and import the file inside (.vcf or .csv).
hint-import-mail = Mail goes into the history: touchbase log-mail FILE
error-read = can't read { $path }: { $reason }
error-write-file = can't write { $path }: { $reason }
error-export-whole = a JSON export holds the whole store, not only contacts that fit
hint-export-whole = Leave the words out, or use --format vcard or csv.
error-for-contacts-only = --for goes with contacts only
error-export-only = { $option } belongs to --format { $format }
error-write-saved = { $what }; the change is saved (set { $set })
hint-write-saved = "touchbase undo { $set }" takes it back.
error-notify = nobody could be told who is due: { $reasons }
hint-notify = The ways to try stand in the configuration under notify.by: "desktop", "mail", "bell".
error-write = can't write the output: { $reason }
error-choice = "{ $value }" is no value for { $option }
hint-own-mail = It takes a mail address, or a domain behind its sign: me@example.com, @example.com.
error-log-mail-none = { $file } holds no mail
hint-log-mail-none = It takes mails as they are sent (.eml), mailboxes (mbox) and directories of mails (Maildir).
error-birthday = "{ $birthday }" is no birthday
hint-birthday = Birthdays are written 1971-12-24 or 24.12.1971, without the year --12-24 or 24.12.
error-field-form = "{ $field }" is no FIELD=VALUE
hint-field-form = Fields are set like this: tier=A phone+='+49 30 123' birthday=1971-12-24
error-tag-option = "{ $option }" stands behind the contacts and tags, where options aren't read
hint-tag-option = Options stand right behind the command: touchbase tag --json CONTACT +TAG.
error-field-unknown = there is no field "{ $field }"
error-field-no-list = "{ $field }" holds one value: { $field }=VALUE
error-field-contact = only a company has a field "{ $field }"
error-field-part = { $field } has no part "{ $part }"
hint-field-part = The parts are { $parts }.
error-field-source = "{ $id }" doesn't say where it is an id
hint-field-source = Written like crm: 4711.
error-in-field = { $field }: { $what }
error-in-line = line { $line }: { $what }
error-json-object = this is no JSON object (column { $column })
hint-json-object = Each line is one object: {"{"}"name": "Anna Müller"{"}"}
error-json-text = "{ $field }" takes one text
error-json-texts = "{ $field }" takes a text or a list of texts
error-json-parts = "{ $field }" takes a text, or an object with { $parts }
error-json-list = "{ $field }" takes texts or objects with { $parts }, one or a list of them
lines-passed-over = Not taken over, being no fields: { $fields }
error-json-options = with JSON lines on standard input no options are taken: everything stands in the lines
error-once-other = the key "{ $key }" was used for something else: { $said }
hint-once-other = Each act has a key of its own; nothing is done.
error-once-taken = what was done with the key "{ $key }" was taken back since: { $said }
hint-once-taken = Nothing is done. With another key it is done again.
error-once = --once is for commands that change one thing; "{ $verb }" takes no key
hint-once-import = Importing the same file again creates nobody twice.
hint-field-free = A free field is written field.{ $name }=VALUE.
error-field-company = only a contact has a field "{ $field }"
hint-fields = The fields are { $fields }.
error-archive-other = "{ $id }" is neither a contact nor a company
error-one-company = a company is dealt with alone, without others
error-delete-one = only contacts can be deleted several at a time
error-delete-history = { $who } has a history: { $what }
hint-delete-history = "touchbase archive" puts it out of sight and keeps all; --with-history deletes it all.
error-move-where = where to? --company, --to or --into says so
error-move-one = one at a time: only contacts change company together
error-merge-both = "{ $field }" stands behind both --take and --keep
error-move-from = several took part: --from says with whom it was logged by mistake
error-move-interaction = "{ $id }" is no interaction
hint-move-interaction = The ids of interactions stand in the output of log and show.
error-no-company = no company fits "{ $name }"
hint-no-company = A company is named by id, full name, or words that begin words of its name: touchbase list --kind company
error-no-id = there is no "{ $id }"
hint-no-id = Ids stand in the output of due, list and show; what is done or resolved has left them.
error-answer-id-and-topic = an id and --about name different things
error-answer-no-state = how far has it come?
hint-answer-no-state = acknowledged, resolved, told or open; or what is said of it: --severity, --owner, --promise, --cause, --goodwill, --text
error-no-topic = nothing that is open or still to be told is about "{ $topic }"
hint-no-topic = touchbase feedback --topics names all topics; a complaint that is open is answered by its id, or with --kind complaint.
error-several-ids = { $count } records end with "{ $id }"
hint-several-ids = Give more digits of the one.
error-plus-nobody = "{ $name }" names nobody
hint-plus-nobody = Tags are put on with "touchbase tag"; of what is named here only a phone number begins with +.
error-contact-or-company = "{ $name }" is a contact and a company
hint-contact-or-company = Name the one that is meant by its id.
error-set-or-id = "{ $id }" is a set as well as the end of an id
hint-set-or-id = Write #{ $set } for the set, or more digits of the id.
error-no-follow-up = "{ $id }" is no open follow-up
error-demo-verb = --demo opens the screens and takes no verb
error-no-home = there is no home directory to keep the store in
hint-no-home = Name a place with --store or TOUCHBASE_STORE.
error-config-unreadable = can't read the configuration { $path }: { $reason }
hint-config-init = Write one with all settings explained: touchbase --config { $path } config init
error-config-syntax = the configuration { $path }, line { $line }, is no TOML: { $reason }
hint-config-syntax = Texts stand in quotes, lists in brackets: kind = "call"
error-config-key = the configuration { $path }, line { $line }, has an unknown key "{ $key }"
error-config-keys = the configuration { $path } has unknown keys: { $keys }
config-key-at = "{ $key }" (line { $line })
error-use-option = there is no option { $option } here
error-use-surplus = "{ $argument }" is one argument too many
hint-use-quotes = Text of several words stands in quotes: touchbase log anna 'call: asked for prices'
error-use-verb = there is no command "{ $verb }"
hint-use-verbs = The commands are { $verbs }.
error-use-missing = { $what } { $count ->
    [one] is missing
   *[other] are missing
}
error-use-no-value = { $option } needs a value
hint-use-number = It takes a whole number.
error-use-conflict = { $one } and { $other } can't stand together
hint-use-written = Written like this: { $usage }
use-placeholder = { $name ->
    [CONTACT] { $name } (who: id, mail, phone or name)
    [COMPANY] { $name } (id or name)
    [LINE] { $name } (what happened, in quotes)
    [TITLE] { $name } (what is to be done)
    [TEXT] { $name } (words in quotes)
    [STATE] { $name } (see --help)
    [CHANNEL] { $name } (mail, phone, …)
    [WHEN] { $name } (a day)
    [DAY] { $name } (a day)
    [ID] { $name } (an id)
    [FILE] { $name } (a file)
    [NAME] { $name } (the name)
    [QUERY] { $name } (what is looked for)
    [COMMAND] { $name } (what to do)
    [SET] { $name } (number of a set)
   *[other] { $name }
}
use-options = OPTIONS
error-config-value = the configuration { $path }, line { $line }: { $value } is no value for "{ $key }"
hint-config-keys = The keys are { $keys }.
hint-config-values = It takes { $values }.
hint-did-you-mean = Did you mean "{ $near }"?
error-store-io = can't use { $path }: { $reason }
hint-store-permission = Give yourself the right to it again, for instance: chmod u+rwX '{ $path }'
hint-store-io = Another place for the store is named with --store or TOUCHBASE_STORE.
error-store-full = no room on the disk for { $path }; nothing was saved
hint-store-full = Free some room and try again.
error-store-none = { $path } is no store: something else is in it
hint-store-none = Nothing there is touched. A store begins in a new or empty directory.
error-store-open-read-only = the store { $path } is open read-only; nothing was changed
hint-store-open-read-only = Start touchbase without --read-only to change something.
error-store-absent = there is no store in { $path }
hint-store-absent = Without --read-only one is made there.
read-only-flag = Start touchbase without --read-only to change something.
read-only-environment = { $name } says so; touchbase --read-only=no goes over it.
read-only-file = read_only in the configuration file says so, line { $line }; touchbase --read-only=no goes over it.
error-read-only-verb = nothing may be changed, and "{ $verb }" would
error-store-unwritable = the store { $path } can't be written: { $reason }; nothing was saved
hint-store-unwritable = It can be read all the same, and saving works as soon as it can be written.
error-store-gone = the store { $path } isn't there any more: it was moved, removed or unmounted; nothing was saved
hint-store-gone = Put it back in its place and try again.
error-store-replaced = another store lies in { $path } now; nothing was saved
hint-store-replaced = Put the one that was open back and try again, or start touchbase anew for the other.
error-store-lost = { $path } has lost its store: only drafts, backups or what was set aside are there
hint-store-lost = Nothing was made there. Put the store's files back, bring a backup into a new directory (touchbase --store NEWDIR restore FILE), or move what is left away to begin anew.
warning-network = The store { $path } lies on a network drive ({ $system }): what is saved may be lost when two save at once or the connection breaks · Better on a disk of this machine (--store)
warning-clock = The clock says { $now }, but what was saved last is of { $last } · If it is wrong, set it: who is due, and the days of what is logged, go by it
warning-no-saving = Nothing can be saved in { $path }: { $reason } · All can be read
reason-full = there is no room on the disk
reason-gone = the store isn't there any more
error-store-open = { $path } is open to others
hint-store-open = Mend it with: { $mend }
store-owner = { $number ->
    [0] root
   *[other] user { $number }
}
error-store-owned = { $path } belongs to { $owner }, and only they can open it
hint-store-owned = --store names one of your own; if this one should be yours: { $mend }
error-store-newer = { $path } was written by touchbase { $version }, this is { $own }; nothing was touched
hint-store-newer = Use the newer touchbase for this store.
error-store-older = the store { $path } is of an older form ({ $form })
hint-store-older = Quit touchbase and start it again without --read-only: it is brought to the form of this version then, after a backup.
error-store-damaged = { $path } is damaged: { $what }
hint-store-damaged = Nothing was changed. Keep a copy of the whole directory first; touchbase --store NEW restore FILE brings a backup of it into a new directory.
hint-store-unmended = Nothing was changed. Without --read-only touchbase mends what can be mended; touchbase verify says more.
error-not-a-backup = { $path } is no touchbase backup; nothing was changed
hint-not-a-backup = touchbase restore without a file lists the backups there are.
error-other-store = { $path } is a backup of another store, and this one holds something; nothing was changed
hint-other-store = To bring it back beside this one: touchbase --store NEWDIR restore { $path }
error-stopped = stopped before it was done; nothing was changed
error-store-on-screen = { $path } is open on a screen of touchbase
error-store-mending = { $path } is damaged; what mends it is open in another touchbase ({ $place })
hint-store-mending = Nothing was changed. Close that one ({ $place }): the next start mends the store.
error-store-busy = touchbase, process { $pid }, has the full records and doesn't answer
error-store-busy-on = touchbase on { $terminal }, process { $pid }, has the full records and doesn't answer
hint-store-busy = Let it go on or end it; due, list, search, log, follow-up, done, snooze, feedback, add and undo still work meanwhile.
error-store-newer-keeper = touchbase { $version } ({ $place }) has the full records; this is { $own }, which can't ask it for them
hint-store-newer-keeper = Close that one, or use its version here; due, list, search, log, follow-up, done, snooze, feedback, add and undo still work meanwhile.
error-store-saving = another touchbase is in the middle of saving and doesn't come to an end; nothing was saved here
error-store-saving-by = touchbase, process { $pid }, is in the middle of saving and doesn't come to an end; nothing was saved here
error-store-saving-on = touchbase on { $terminal }, process { $pid }, is in the middle of saving and doesn't come to an end; nothing was saved here
hint-store-saving = If it is stopped (Ctrl-Z), continue it there (fg) or end it; then save again.
error-store-changed = this was changed meanwhile by somebody else
hint-store-changed = Nothing was saved. Look at it again and repeat.
error-conflict = { $what }: { $fields } changed meanwhile by { $by }
error-conflict-deleted = { $what } was deleted meanwhile by { $by }
error-conflict-deleting = { $what } isn't deleted: { $by } has changed it meanwhile
error-conflict-more = { $said }; and { $count ->
    [one] 1 more record
   *[other] { $count } more records
}
hint-conflict = Nothing was saved. The same once more saves yours instead.
hint-conflict-deleted = Nothing was saved. touchbase undo { $set } brings it back; then the same once more.
conflict-theirs = theirs
conflict-yours = yours
conflict-nothing = (nothing)
who-own = another session of yours ({ $place })
met-both = { $what } was changed meanwhile by { $by }: both changes stand.
met-same = { $what }: the same was done meanwhile by { $by }.
error-undo-nothing = there is nothing to take back
error-undo-no-such = there is no set { $set }
error-undo-trimmed = set { $set } is more than 90 days old: the history begins at set { $first }
hint-undo-no-such = "touchbase history" lists them.
error-undo-already = set { $set } is taken back already
error-undo-barrier = what was done before "{ $label }" can't be taken back any more
hint-undo-barrier = touchbase restore lists the backups; one of them brings back how things stood.
error-undo-since = "{ $label }" can't be taken back: "{ $since }" came after it, by { $by }
error-undo-since-fields = "{ $label }" can't be taken back: { $fields } changed since by { $by }
hint-undo-since = Take that one back first: touchbase undo { $by }
reason-not-found = there is no such file
reason-permission = permission denied
reason-directory = it is a directory
reason-not-directory = it is no directory
reason-read-only = the file system is read-only
reason-too-large = it has more than 1 GiB
reason-not-text = it is no text in UTF-8
error-day-empty = a day is missing
error-day-unknown = "{ $day }" is no day
error-day-no-such = there is no day "{ $day }"
error-day-no-such-time = there is no time "{ $day }"
error-day-slashes = "{ $day }" could be read two ways
error-day-too-far = "{ $day }" is too far away
error-day-more = "{ $day }" is more than a day
hint-day = Days are written like fri, 3d, 2w, 1.12., Dec 1, 2026-12-01 or kw48; a time may follow: fri 14:30.
hint-day-slashes = Write 24.12., Dec 24 or 2026-12-24.
error-span = "{ $span }" is no span of time
hint-span = Spans are written 30d, 2w, 3m or 1y.
error-ceiling = "{ $ceiling }" isn't like "4 in 30 days"
hint-ceiling = Write how many in what span: "4 in 30 days", "1 per month", up to 12; "none" for no ceiling.
error-line-empty = there is nothing to log
error-line-only-head = "{ $head }" is only a head; write "{ $head }:"
error-line-future = { $day } is yet to come
error-line-past = { $day } lies in the past
error-line-twice = { $part } is said twice
error-line-minutes = "m" could be minutes or months
error-line-duration = that is no duration
error-line-clause-empty = nothing stands behind ">>"
error-line-glued = ">>" needs a space on both sides
error-line-no-colon = "{ $kind }" needs a colon and a text behind it
error-line-no-text = the text of the { $kind } is missing
error-line-no-number = "done" needs the number of a follow-up
error-line-not-a-number = behind "done" stand only numbers of follow-ups
error-line-keep-and-done = "keep" and "done" can't stand in one line
error-line-after-keep = nothing may stand behind "keep"
hint-line = Write what happened: call: asked for prices >> fri send offer
hint-line-future = What comes stands behind ">>": >> fri 14:30 call back
hint-line-past = Behind ">>" stands what comes: today or later.
hint-line-minutes = Write 20min for minutes, or the day for months.
hint-line-clause = Behind ">>" stands a day with a title, "complaint: …", "done 1" or "keep".
hint-line-number = The open follow-ups are numbered by due day: done 1 2
part-kind = the kind
part-direction = the direction
part-outcome = the outcome
part-day = the day
part-time = the time
part-minutes = the duration
part-shared = all or each
part-purpose = the purpose
part-worth = what it is worth
part-keep = "keep"
error-act-gone = it is no longer there
error-act-no-follow-up = there is no open follow-up { $number }, there { $open ->
    [0] are none
    [one] is 1
   *[other] are { $open }
}
error-act-numbers = follow-ups are numbered for one contact only
error-act-not-ahead = { $day } is not after today
error-act-not-yet = { $day } is yet to come
error-act-already = it is { $standing } already
error-act-already-since = it is { $standing } already, since { $day }
error-done-already = "{ $title }" is done already
error-cancelled-already = "{ $title }" is cancelled already
error-act-before-it-came = it only came in on { $day }
error-act-complaint-due = the complaint is due on { $day }: it can't be snoozed beyond that day
error-act-late-complaint = a late complaint can't be snoozed
error-act-not-on-agenda = this isn't on the agenda
error-act-ends-with-touch = this ends when a touch is logged
error-done-none-due = { $who }: nothing is due
error-done-by-id = { $who }: what is due is done by its own id
hint-done-by-id = Give the id of what is done.
error-act-already-there = they are there already
error-act-took-part = they took part in it already
error-act-job-began = the present job began on { $day }: the new one can't begin before
error-act-same-contact = both are one and the same contact
error-act-into-itself = a company can't be merged into itself
error-act-empty = the text is missing
error-act-score = { $score } is no score from 0 to 10
hint-act-late-complaint = Answer it, then mark it done.
hint-act-ends-with-touch = Log the call, or snooze it.
error-nobody = nobody fits "{ $name }"
hint-merged-into = { $who } was merged into { $into } (set { $set }).
hint-merged = { $who } was merged into another contact: touchbase undo { $set } takes it back.
hint-nobody = A contact is named by id, mail address, phone number, full name, or words that begin words of name and company.
error-several = { $count } contacts fit "{ $name }"
company-taken = "{ $typed }" is taken for { $company } ({ $id })
error-several-companies = { $count } companies fit "{ $name }"
hint-several = Name one by its id or its full name.
error-wrong-no-name = the name is missing
error-wrong-nobody = nobody took part
error-wrong-no-buyer = neither a contact nor a company ordered
error-currency = "{ $currency }" is no currency: EUR, USD, GBP, CHF, …
error-two-currencies = it is { $one } or { $other }, not both
error-no-amount = "{ $typed }" is no amount
hint-no-amount = 1,234.56 or 1.234,56 EUR; what was given back: (45.00)
error-amount-decimals = { $currency } has { $decimals ->
    [0] no decimals
   *[other] { $decimals } decimals
}: "{ $typed }"
error-amount-great = "{ $typed }" is too great
error-wrong-birthday = the birthday { $birthday } is yet to come
error-wrong-job = a job can't end on { $to } and begin on { $from }
error-wrong-referrer = nobody can be recommended by themself
error-wrong-too-long = { $field } is longer than { $limit } bytes
odd-mail = "{ $mail }" looks unlike a mail address
odd-phone = "{ $phone }" looks unlike a phone number
odd-age = { $age } years old?
odd-cleaned = Taken out: control or invisible characters, or line breaks where there is one line
odd-ahead = { $day } is yet to come

## Mending and backups
mending-happened = { $what ->
    [journal] The store's journal was damaged and has been mended.
    [cut] The store's journal had lost its end and has been mended.
    [current] The file CURRENT of the store was gone or damaged and has been written anew.
    [archive] The archive, which holds the full records for reading, was damaged and has been rebuilt.
    [side] Files that only make touchbase quick were damaged and have been made anew.
   *[store] The store was damaged and has been mended.
}
mending-whole = Nothing is missing.
mending-untold = { $count ->
    [one] Nothing is missing; 1 set can no longer be taken back.
   *[other] Nothing is missing; { $count } sets can no longer be taken back.
}
mending-missing = { $count ->
    [one] 1 set is missing: { $which }.
   *[other] { $count } sets are missing: { $which }.
}
mending-missing-in-part = { $count ->
    [one] A part of 1 set is missing: { $which }.
   *[other] A part of { $count } sets is missing: { $which }.
}
mending-more = { $count } more
mending-unknown = { $count ->
    [one] set { $sets } (unknown)
   *[other] sets { $sets } (unknown)
}
mending-part = { $said } ({ $lost } of { $of } changes)
mending-lost = Missing: { $which }
mending-perhaps = Records that may be what is missing were found in the damaged archive and are in the store.
mending-next = What is missing has to be entered again: touchbase history tells what is there.
mending-untold-sets = { $count ->
    [one] What set { $sets } did is there, but can't be told or taken back any more.
   *[other] What sets { $sets } did is there, but can't be told or taken back any more.
}
mending-unmended = Damaged: { $found }. Nothing was changed and all can be read; without --read-only touchbase makes it anew.
mending-found = Damaged or gone: { $found }
mending-of-cut = the end of the journal
mending-of-archive = the archive
mending-of-side = the image for quick starts
mending-of-texts = the texts for quick searches
mending-bare = { $count ->
    [one] 1 contact is there by name only, for what hangs on it; fill it in rather than adding it again
   *[other] { $count } contacts are there by name only, for what hangs on them; fill them in rather than adding them again
}
mending-backup = Mended with the backup { $name }
mending-aside = The damaged files are kept in { $path }
backup-last = last { $ago }
backup-none = no backup yet
work-begins = Beginning
work-stopping = Stopping
work-under-way = Something like this is under way already · Esc stops it
toast-backed-up = Backed up: { $count ->
    [one] 1 record
   *[other] { $count } records
}, { $size } · { $path }
toast-backup-stopped = The backup was stopped; nothing was written
toast-backup-failed = No backup was written: { $why }
checked-title = Check of the store
toast-check-stopped = The check was stopped
toast-import-stopped = The import was stopped; nothing was changed
unwell-store = The store can't be looked after: { $why } · touchbase verify says more, touchbase repair mends
unwell-no-backup = No backup could be written since { $day }: { $why } · touchbase backup FILE writes one elsewhere
unwell-never = No backup could be written yet: { $why } · touchbase backup FILE writes one elsewhere
open-slow = touchbase: the store is mended or read anew. Ctrl-C ends it without harm.
editor-nothing = There is no long text here for the editor
editor-none = The editor can't be started: {$editor} · set EDITOR to one that is there
editor-gave-up = {$editor} ended with an error: the text stays as it was
editor-no-text = What the editor left is no text in UTF-8: it stays as it was
editor-file = The text can't be given to the editor or read again: {$reason}
suspend-no-shell = No shell waits behind this terminal: there is nothing to go back to with Ctrl-Z.
mended-title = What was mended
mended-none = Nothing that was saved was ever damaged here.
toast-mended = { $said } · { $key } tells more

## Screens: frame, agenda, briefing, toasts
screen-too-small = This terminal has {$columns}x{$rows}; touchbase needs {$least_columns}x{$least_rows} at the least.
header-due = {$count} due
header-demo = sample data
header-full = disk full
header-read-only = read-only
toast-no-key = no action on { $key } here · Esc closes
toast-no-action = no action on { $key } here · { $help } lists keys
toast-read-only = Read-only: { $how }
reach-read-only = { $why } · Read-only: the reason that is needed can't be kept
header-gone = store gone
agenda-without-rhythm = {$count ->
    [one] 1 contact without any rhythm
   *[other] {$count} contacts without any rhythm
}
agenda-empty = Nobody is due. {$contacts} shows all contacts, {$add} adds one.
agenda-empty-read-only = Nobody is due. {$contacts} shows all contacts.
filter-nothing = Nothing fits. Esc takes the filter away.
filter-keep = keep
filter-move = move
filter-narrows = #tag co: tier: stage: due -word
filter-widen = what was said, too
filter-narrow = without what was said
filter-is-wide = + what was said
filter-clear = clear
briefing-do-not-contact = do not contact
briefing-do-not-contact-until = do not contact until {$day}
briefing-draft = draft, not saved: {$said}
briefing-draft-many = draft for { $whom }, not saved: { $said }
briefing-pinned = Pinned
briefing-no-rhythm = no rhythm
briefing-last = last {$kind} {$day} ({$distance})
briefing-never = never touched, added {$day}
briefing-withdrawn = withdrawn {$day}
briefing-preferred = preferred
briefing-complaint = complaint, {$when}: “{$said}”
briefing-untold = { $kind }, { $progress }: “{ $said }”
briefing-others = {$count ->
    [one] with 1 other
   *[other] with {$count} others
}
toast-quit = {$key} quits
toast-draft-gone = The draft is thrown away
toast-draft-gone-other = This draft is thrown away; there is an earlier one still
toast-quit-in-memory = What was typed and isn't saved can't be kept on the disk and goes when touchbase ends · {$key} once more ends it
toast-draft-in-memory = What was typed can't be kept on the disk and is in this window alone; open it again to go on
toast-others = { $who }: { $said }
toast-others-more = { $who }: { $said } · and { $count } more before
toast-others-undid = taken back or restored: { $said }
toast-draft-goes-on = What is typed here is gone on with elsewhere ({ $session }); both are kept, but one is enough to save
toast-draft-saved-there = What was typed here was taken over and saved elsewhere meanwhile ({ $session }); here it stands still
toast-draft-take-typed = Something is typed here already: Ctrl-x twice throws it away, then Ctrl-t takes the other over
draft-offer-open = Begun in another session, which is still open ({ $session }); Ctrl-t takes it over.
draft-offer-left = { $author } has left a draft of this; Ctrl-t takes it over.
draft-saved-by = taken over and saved by { $who }
draft-save-again = Taken over and already saved by { $who }. The same key again saves it once more; Ctrl-x throws it away.
draft-taken = Taken over from a session that is still open ({ $session }); both are kept.
toast-draft-unkept = What is typed can't be kept as a draft yet and is in this window alone · {$reason}
toast-draft-kept = What was typed is kept as a draft; open it again to go on
popup-unusable = {$who} can't be changed at the moment: {$why}
toast-saved = {$said} · {$key} takes it back
toast-nothing-changed = Nothing changed
toast-marks-stay = { $count ->
    [one] 1 stays marked
   *[other] {$count} stay marked
} · {$key}
toast-undone = Taken back: "{$said}" · {$key} restores it
toast-undoing = Taking back …
toast-redoing = Restoring …
toast-redone = Restored: "{$said}" · {$key} takes it back
error-file = can't read {$path}: {$reason}
error-gone = It is not there any more.
error-mapping = { $path }: { $why }
error-opener = it can't be opened: { $reason }
error-broken = That went wrong inside touchbase; nothing was changed.
error-no-terminal = the screens need a terminal
error-dumb-terminal = the screens need a terminal that can move the cursor (TERM is dumb)
error-terminal = the terminal can't be used: {$reason}
hint-verbs = The verbs work everywhere: touchbase due, touchbase --help.

## Pop-ups: titles, fields, hints
popup-resumed = Unsaved text from earlier is back. Ctrl-x twice throws it away.
hint-save = save
hint-next-field = next field
hint-add-field = add field
hint-label = label
hint-remove = remove
form-add-title = Add a field
form-add-hint = phone, address, birthday …
form-add-there = go there
form-add-none = no field is called so
form-add-own = free field: { $name }
form-label-title = Label · { $field }
form-label-hint = pick one or type another
form-label-none = type a label
form-label-without = without a label
form-label-own = label: { $label }
hint-editor = editor
hint-new-line = new line
hint-close = close
hint-calendar = calendar
hint-year = year
hint-without-year = without the year
key-backspace = Backspace
form-calendar-title = { $field }: { $day }
hint-take = take the suggestion
hint-throw-away = throw away
hint-close-kept = close, text kept
hint-close-draft = close, kept
hint-pick = choose
hint-choose-letter = choose by letter
hint-choose = choose by number
trail-begin = Nothing before this
trail-end = Nothing after this
trail-no-view = No view before this one
zoom-both = both panes
zoom-other = other pane
split-no-further = The border goes no further
split-no-border = No border can be moved here; { $key } shows one pane alone, and back
hint-move = move
hint-scroll = scroll
hint-marked = marked
hint-marked-unseen = marked ({ $unseen } filtered out)
hint-unmark = unmark
hint-mark = mark
key-space = Space
hint-all = all
pick-placeholder = name, company, mail, phone or #tag
pick-none = nothing fits
field-title = What
field-title-hint = send offer
field-when = When
field-when-hint = fri, 2w, 1 Dec 14:30
field-again = Again
field-again-hint = every 3m, after 2w
field-kind = Kind
field-text = Text
field-touch = Counts
field-topic = Topic
field-topic-hint = delivery
field-score = Score
field-score-hint = 0-10
field-promised = Answer by
field-promised-hint = fri, 2w; a complaint is due after two days
field-severity = Severity
severity-none = not said
field-promise = Promised
field-promise-hint = a new lot by Friday
field-feedback-owner-hint = who sees to it
field-cause = Cause
field-goodwill = Goodwill
field-goodwill-hint = 50 EUR, or in words
field-replies = Told
field-replies-hint = a line each: 3.11. a new lot is on its way
form-no-reply = a line begins with the day: 3.11. a new lot is on its way
field-order-amount = Amount
field-order-amount-hint = 1,234.56 { $currency }; given back: (45.00)
field-order-day = Day
field-order-day-hint = today; or yesterday, 2 Nov
field-order-what = What
field-order-reference = Number
field-order-reference-hint = of the order or invoice
field-until = Until
field-until-hint = tomorrow, mon, 1w
field-for-good-hint = for good
field-reason-hint = why; the day below, or before it: 1.3.: on leave
field-reason = Reason
form-recurs-after = { $span } after it was done
form-no-recurs = neither "every 3m" nor "after 3m"
form-every-typed = every { $span }
form-after-typed = after { $span }
form-birthday-age = { $day } ({ $age } this year)
form-birthday-leap = { $day } ({ $other } in other years)
form-cadence-none = no rhythm
form-ceiling-none = no ceiling
form-odd-mail = looks unlike a mail address
form-known-mail = { $count ->
    [one] { $who } has it already
   *[other] already: { $who }
}
form-odd-phone = looks unlike a phone number
form-no-score = a score is 0 to 10
follow-up-new = Follow-up · { $who }
follow-up-edit = Edit follow-up · { $who }
feedback-complaints = Complaints
feedback-section-acknowledged = Acknowledged
feedback-other = Wishes, praise, surveys
feedback-tell-by = to be told, best by { $channel }
feedback-tell-no-way = to be told; neither mail nor phone is known
feedback-to-be-told = Customer to be told
feedback-closed = Closed
feedback-view-open = Open
feedback-view-to-be-told = to be told
feedback-view-all = all
feedback-came = { $day }
feedback-empty = No open feedback. It comes with a log line (>> complaint: …), or with { $key } on its contact; { $all } shows what is closed.
feedback-empty-read-only = No open feedback. { $all } shows what is closed.
feedback-none-to-be-told = Everybody knows what came of their feedback.
feedback-none = No feedback yet. { $key } on a contact writes it down.
feedback-none-read-only = No feedback yet.
handling-many = { $count } pieces of feedback · { $who }
handling-open = open again
handling-acknowledged = acknowledged: they know it was heard
handling-resolved = resolved
handling-told = customer told
handling-resolved-and-told = resolved, and customer told
handling-resolved-title = Resolved: { $what }
handling-told-title = Customer told: { $what }
handling-reply = told something meanwhile
handling-reply-title = Told meanwhile: { $what }
handling-topic = told, and all { $count } on #{ $topic } with it
handling-topic-title = Told all { $count } on #{ $topic }
field-reply = What they were told
field-answer = What came of it
field-answer-hint = may stay empty
field-told = Told
field-told-hint = today
feedback-edit = Edit feedback · { $who }
order-edit = Edit order · { $who }
feedback-new = Feedback · { $who }
order-new = Order · { $who }
order-one-by-one = Orders are noted one by one: select one contact
note-new = Note · { $who }
snooze-title = Snooze · { $who }
snooze-which = Snooze which? · { $who }
snooze-nothing = { $who }: nothing on the agenda to snooze
done-which = Done with which? · { $who }
done-ahead = Nothing is due today. What lies ahead:
done-nothing = { $who }: nothing to be done · { $log } logs, { $off } takes off the agenda
off-title = Off the agenda · { $who }
off-today = for today
off-until = until a day
off-no-rhythm = no rhythm any more
off-do-not-contact = do not contact
off-consent = withdraw or give a channel …
off-former = former: the relationship has ended
off-archive = archive
off-contact-again = may be contacted again
off-until-read = until {$day}
off-unarchive = back from the archive
off-until-title = Off the agenda until · { $who }
off-do-not-contact-title = Do not contact · { $who }

## Log line
log-title = Log: {$who}
log-title-many = Log for {$count}: {$who}
log-count-unseen = {$count} ({$unseen} filtered out)
log-whom = Log for whom?
log-example = What happened? For example: asked for prices >> 2w send offer
log-looks-like-head = The line begins with a kind but has no colon. Enter again saves all of it as text; a colon behind the kind makes it one.
log-worth = worth to the customer: { $worth }
log-worth-word = worth
log-asks-worth = What is it worth to the customer? Write it in a line; Enter alone leaves it empty.
log-again-head = Enter again takes it as the head.
log-unknown-head = { $word } isn't a known word: taken as text
log-does-changed = Others changed the follow-ups: what this line does is another now, look below.
log-resumed = The line from earlier is back. Ctrl-x empties it and throws it away.
log-hint-next = what comes next
log-next = next: {$what}
log-one-each = one each for { $count }
log-logged = Logged {$kind} with {$who}
log-done = done: {$what}
log-again = again {$day}
log-complaint-stays = the complaint stays open
log-birthday-stays = the birthday stays until { $key } marks congratulated
log-several = write one of these:
log-guide-kind = kind:
log-guide-kinds = Kinds: {$kinds}
log-guide-head = head:
log-guide-heads = Also before the colon: na (no answer), lm (left message), in, out, yesterday 14:30, 20min, +Name or +1a2b, marketing
log-guide-clauses = Behind >>: a day with a title, complaint: …, praise: …, wish: …, worth: …, done 1, keep
log-together = {$count} contacts together: {$who}
log-each = {$count} contacts, one each: {$who}
log-will-be-done = will be done

## Help and first start
action-demo = sample data
    .help = Look at the sample data, in a throwaway store
theme-title = Theme
theme-own = your own
theme-unusable = can't be used: Enter says why
theme-terminal = the terminal's own colours
theme-auto = dark or light, by the terminal
theme-dark = light on dark
theme-light = dark on light
theme-warm = cream on warm grey
theme-paper = dark on cream
theme-contrast = white on black, strong colours
theme-mono = no colour
theme-keep = keep
theme-try-on = try on
theme-as-before = as before
theme-kept = Theme { $theme }: kept in { $path }
theme-not-kept = Theme { $theme } until you quit: { $path } can't be changed: { $reason }
theme-colourless = Colours are off ({ $by }): without that there are themes to choose from
mouse-on = The mouse is on · Shift (or Option) and dragging selects text
mouse-off = The mouse is off until you quit: the terminal selects text again
keys-view = The view “{ $name }”
keys-follow = { $keys } and then
help-title = Keys of this screen
help-here = Only here
help-selected = With whom is selected or marked
help-new = New
help-lists = In lists
help-finding = Finding and going there
help-moving = Moving
help-store = What was done, and the store
help-program = touchbase itself
help-line = The log line: head: text >> what comes next
help-find = type to find
help-do = do it
help-none = Nothing here is called that. The palette ({ $key }) finds contacts and companies, too.
welcome-title = Welcome to touchbase
welcome-what = Every morning one screen says whom to touch base with today, and why. To begin:
draft-new = something new
toast-drafts = {$count ->
    [one] A draft from earlier is kept: {$names}
   *[other] {$count} drafts from earlier are kept: {$names}
} · “draft” in the palette ({ $key }) opens them
draft-and-more = { $names }, … and { $count } more
draft-deleted = { $who } (deleted)
popup-reading = reading …
popup-not-read = Nothing can be typed or saved here until it is read.
reading-busy = touchbase, process { $pid }, doesn't answer: let it go on (fg there) or end it
reading-busy-on = touchbase on { $terminal } ({ $pid }) doesn't answer: let it go on (fg there) or end it
reading-again = it is asked again and again; all else goes on
reading-newer = close that one, or use its version here; all else goes on
popup-saving = saving …
contact-new = New contact
contact-added = Added { $who } · { $key } shows all contacts
contact-edit = Edit · { $who }
contact-meanwhile = changed meanwhile to: { $text }
form-own = yours
form-theirs = theirs
form-clash-open = changed on both sides: take theirs or yours
form-clash-theirs = theirs
form-clash-own = yours
form-clash-both = both
form-since-draft = since the draft
form-clashes = Others changed the same meanwhile, and nothing was saved: theirs or yours, at each ≠.
form-decided = Decided: Enter saves (in text of several lines Ctrl-s).
meanwhile-changed = meanwhile by { $who }: { $what }
meanwhile-done = meanwhile { $who }: { $what }
meanwhile-met = { $what } stays as { $who } changed it meanwhile
meanwhile-met-done = meanwhile { $who }: { $what }
meanwhile-same = { $who } had done the same: nothing was left to save
meanwhile-who = { $who }, { $when }
gone-title = It is no longer there
gone-said = { $who }: { $what }
gone-bring-back = bring it back, and save what was typed
gone-keep = keep the draft
lost-bring-back = bring it back, and open the draft
lost-trimmed = It was deleted, and the history doesn't reach back that far: it can't be brought back here. What was typed can be copied.
lost-copy = copy what was typed
lost-copied = What was typed is copied; the draft is kept
lost-throw-away = throw the draft away
not-deleted = Nothing was deleted: meanwhile { $who }: { $what }
field-name = Name
field-company = Company
field-role = Role
field-mail = Mail
field-phone = Phone
field-tags = Tags
field-tags-hint = customer, oak
field-tags-many-hint = customer, -oak takes off
field-tier = Tier
field-stage = Stage
field-cadence = Rhythm
field-key-contact = Key contact
field-deputy = Deputy
company-key-contact = key contact
company-deputy = deputy
error-referral-round = { $name } came by this contact: a recommendation can't go round
field-reference-permission = Reference
field-reference-permission-hint = yes, no; a day; how: yes 1.10.: by mail
reference-may = may be named
reference-may-not = must not be named
referrals-referred = Referred
referrals-none = nobody came by { $who }
referrals-count = { $count ->
    [one] one came by { $who }
   *[other] { $count } came by { $who }
 }
referrals-revenue = { $count ->
    [one] one came by { $who }: { $revenue }
   *[other] { $count } came by { $who }: { $revenue }
 }
field-company-cadence-hint = 30d, 3m, none
field-cadence-hint = by tier; 30d, 3m, none
field-ceiling = Ceiling
field-ceiling-hint = by tier; 4 in 30 days, none
field-birthday = Birthday
field-birthday-hint = 24 Dec, 1971-12-24
field-language = Language
field-channel = Prefers
field-salutation = Salutation
field-salutation-hint = Ms, Frau
field-form = du or Sie
field-given = Given name
field-middle = Middle names
field-family = Family name
field-suffix = Name suffix
field-department = Department
field-since = There since
field-since-hint = 2024, Mar 2024, 1.3.2024
field-job = Other job
field-job-hint = Buyer @ Hofmann GmbH / Purchasing (2019 - 2021)
field-address-hint = Hauptstr. 5, 20095 Hamburg, Germany
field-dnc = Do not contact
field-dnc-hint = yes, 1 March: parental leave
field-source-hint = trade fair 2024
field-referred-hint = a contact, or a name
field-language-hint = en, de
field-own = Free field
field-own-also = free custom other
group-reach = Reach
group-relationship = Relationship
group-person = Person
form-no-part = "{ $part }" is none of { $parts }
form-job-ends = it ends before it begins
form-name-only = the name alone, no contact
form-own-nameless = a free field needs a name: Ctrl-l
form-own-twice = there is a field "{ $name }" already
field-notes = Personal notes
form-cadence-typed-none = none
form-ceiling-typed-none = none
form-known-name = already there: { $who }
form-known-person = already there
contact-like = Already here? { $who } · Ctrl-o opens them
contact-like-several = Already here? { $who } · Ctrl-o shows them
contact-like-title = Already here?
contact-like-open = open them
form-company-new = new company
tags-title = Tags · { $who }
bulk-title = Edit · { $who }
bulk-said = Only what is touched changes. Where they differ, - empties a field.
bulk-nothing = nothing is touched yet
bulk-meanwhile = { $count ->
    [one] One of them was changed meanwhile
   *[other] { $count } of them were changed meanwhile
}
bulk-meanwhile-others = { $count ->
    [one] save for the other one
   *[other] save for the { $count } others
}
bulk-meanwhile-all = save for all { $count }
bulk-mixed = mixed
bulk-mixed-line = mixed: { $values }
bulk-stays = stays as it is
bulk-by-tier = by tier
bulk-note = Add to notes
bulk-tags-all = all have { $tags }
bulk-tags-some = some have { $tags }
delete-title = Delete { $what }?
delete-yes = delete
delete-no = keep
delete-archive-instead = archive instead: hidden, all is kept
delete-confirm = All of them go with their history. { $count } typed and Enter deletes them.
delete-count = How many
delete-count-wrong = type { $count } to delete them, Esc keeps them
delete-feedback = this feedback
delete-order = this order
delete-many-feedback = { $count } pieces of feedback
delete-interaction = this interaction
delete-goes-with = { $count ->
    [one] With it goes:
   *[other] With them goes:
}
delete-goes-interactions = { $count ->
    [one] 1 interaction
   *[other] { $count } interactions
}
delete-goes-follow-ups = { $count ->
    [one] 1 open follow-up
   *[other] { $count } open follow-ups
}
delete-goes-feedback = { $count ->
    [one] 1 open feedback
   *[other] { $count } open feedback
}
move-title = Move the { $what } to
move-this = interaction
move-what = { $kind } of { $day } “{ $said }”
move-nothing = No interaction is selected · { $key } goes to the timeline
contacts-all = Contacts
contacts-without-rhythm = without rhythm
contacts-archived = archived
contacts-marked = { $count } marked
contacts-marked-unseen = { $count } marked ({ $unseen } filtered out)
views-title = Views
views-find = A view, or what to do
views-all = All
views-save = Save this as a view…
views-change = Name or key of "{ $name }"…
views-delete = Delete "{ $name }"…
views-key = Key
views-key-hint = 9, or "g v"; none is needed
views-name-hint = Key customers
views-holds = Filter: { $filter } · Order: { $order } · Columns: { $columns }
views-usual-order = as usual
views-no-name = letters, digits, blanks, - and _
views-name-taken = another view is called so
views-no-key = no key: 9, ctrl-t, or "g v" for one after the other
views-key-taken = that key is taken: { $what }
views-delete-said = Only the view goes, nothing of what it shows.
views-nobody = Nobody fits this view. { $all } goes back to all.
views-saved = View "{ $name }" saved
views-saved-key = View "{ $name }" saved, on { $key }
views-deleted = View "{ $name }" deleted
sort-title = Sort by · the same again turns it round
view-columns-title = Columns
view-columns-width = { $width } wide
view-columns-show = show, hide
view-columns-move = order
view-columns-wider = width
view-columns-no-room = no room
view-columns-keys =
    Space     show the column, or hide it
    J  K      move it among those that are shown
    +  -      wider, narrower
    0         as wide as the room has it
    Columns for which there is no room at this width are left out, the
    last ones first; make others narrower, hide some, or widen the window.
view-columns-auto = by the room
error-view = There is no view "{ $name }".
hint-views = There are: { $names }.
hint-views-none = None is saved yet: w on the screens saves one.
error-view-broken = { $path }, line { $line }, is no view: { $why }
error-view-broken-all = { $path } is no view: { $why }
error-view-screen = "{ $screen }" has no views, only contacts, companies and feedback
hint-view-broken = Mend or delete the file; w on the screens saves views.
error-view-kind = The view "{ $name }" is one of { $list }.
hint-view-kind = Leave --kind out.
error-column = There is no column "{ $name }".
hint-columns = Columns: { $names }; in an order - in front turns one round.
list-column-people = Contacts
list-column-kind = Kind
list-column-score = Score
list-column-text = What was said
list-column-state = State
list-column-came = Came in
list-column-age = Age
views-nothing = Nothing fits this view. { $all } goes back to all.
list-column-overdue = Late
list-column-touched = Last contact
list-column-due = Next due
list-column-days-late = Days late
list-column-city = City
list-column-mail = Mail
list-column-phone = Phone
list-column-added = Added
contacts-touched = Last
contacts-due = Next
contacts-view = view
contacts-empty = No contacts yet. { $add } adds one, { $import } imports a file.
contacts-empty-read-only = No contacts yet.
contacts-all-have-rhythm = Everybody has a rhythm.
contacts-none-archived = Nobody is archived. { $off } on a contact offers it.
contacts-none-archived-read-only = Nobody is archived.
company-new = New company
company-bare = Nothing known yet · { $key } edits
company-bare-read-only = Nothing known yet
company-none = No company is selected here · { $key } lists them
company-nobody = Nobody works here · { $key } on a contact changes their company
company-nobody-read-only = Nobody works here
company-works-nobody = Nobody works at { $company }
company-of-nobody = No company is known of this contact
company-people = Contacts { $count }
company-people-archived = Contacts { $count }, archived { $archived }
company-others = Earlier { $count }
company-now-at = now { $company }
company-untouched = no touch with anyone there yet
company-merged = Formerly
company-merge-hint = merge
company-whom = whom at { $company }?
company-copy-nothing = There is no phone number, no mail address and no web page
company-timeline-empty = Nothing has happened here yet. { $key } logs the first.
company-timeline-empty-read-only = Nothing has happened here yet.
company-delete-people = { $count ->
    [one] 1 contact works there or did: they stay, with their role.
   *[other] { $count } contacts work there or did: they stay, with their roles.
}
company-delete-stays = What happened stays with them; the company is gone from it.
companies-empty = No companies yet. { $add } adds one; a contact's company makes one, too; { $import } imports a file.
companies-empty-read-only = No companies yet.
companies-none-archived = No company is archived. { $off } archives one.
companies-none-archived-read-only = No company is archived.
companies-open = Open
change-title = New company of { $who }
change-hint = company, or a new one's name
change-new = new company: { $company }
change-nobody = no company any more
change-to = { $who } → { $company }
change-leaves = { $who } → no company
change-stays = What happened until then stays with the old company.
merge-title = Merge { $company } into
merge-hint-into = which company? it is there already
merge-preview = Merge two companies
merge-contacts = { $count ->
    [one] 1 contact goes over
   *[other] { $count } contacts go over
}
merge-interactions = { $count ->
    [one] 1 interaction goes over
   *[other] { $count } interactions go over
}
merge-feedback = { $count ->
    [one] 1 feedback goes over
   *[other] { $count } feedback go over
}
merge-orders = { $count ->
    [one] 1 order goes over
   *[other] { $count } orders go over
}
merge-do = merge
merge-follow-ups = { $count ->
    [one] 1 follow-up goes over
   *[other] { $count } follow-ups go over
}
merge-follow-ups-there = { $count ->
    [one] 1 follow-up was there already
   *[other] { $count } follow-ups were there already
}
merge-consents = { $count ->
    [one] 1 consent goes over
   *[other] { $count } consents go over
}
merge-consent = consent, { $channel }
error-merge-undecided = none of them has decided on { $field }
hint-merge-undecided = What there is to choose is told by --dry-run.
merge-consent-for = { $channel }, { $purpose }
merge-consent-row = { $channel } consent
merge-consent-holds = Consent { $channel }: { $holds } holds, { $other } does not
merge-lost = Not taken over: { $field } { $value } ({ $who })
merge-were-apart = It was remembered that these are not the same: { $one }, { $other }
merge-hint-swap = swap
merge-drops = Goes away: { $what }
merge-are-apart = It was remembered that these two are not the same.
merge-keys = Enter  merges both as it stands here
    ← → Space  whose is taken; a side where nothing stands: nothing
    b  both, of lists and notes
    J K  scrolls a value that has no room
    Tab  the other one is kept
    x  remembers that they are not the same
    Esc  closes, nothing changes
merge-happened = { $count ->
    [one] 1 interaction
   *[other] { $count } interactions
}
merge-would = { $who } into { $into }
merge-keys-title = Merging
merge-people = Merge two contacts
merge-job-until = until { $day }
merge-head-kept = is kept
merge-head-gone = goes into it
merge-ids-lead = the id of the one who goes still leads here
merge-hint-take = whose
merge-hint-both = both
merge-with = { $who } is the same as
merge-which-kept = Merge { $count } contacts: who is kept?
merge-several-how = What is empty there is filled up, lists, notes and histories are joined.
    Where one withdrew a consent, that holds.
merge-several-all = Nothing is lost.
merge-several-into = Merge { $count } contacts into { $who }
merge-several-whose = They contradict each other here; what is marked stands.
merge-with-hint = which contact?
duplicates-title = Duplicates
duplicates-count = Duplicates { $count }
duplicates-found = Duplicates { $count } of { $all }
duplicates-certain = certain { $count }
duplicates-companies = companies { $count }
duplicates-companies-found = companies { $count } of { $all }
duplicates-to-companies = companies
duplicates-to-contacts = contacts
duplicates-people = Contacts
duplicates-city = City
duplicates-none = No two contacts look like one person.
duplicates-reading = Comparing all contacts …
duplicates-compare = side by side
duplicates-happened = { $count ->
    [one] 1 interaction, { $last }
   *[other] { $count } interactions, the last { $last }
}
duplicates-score = { $score }%
duplicates-history = History
duplicates-consent = Consent
duplicates-added = Added
duplicates-archived = Archived
duplicates-none-certain = No pair is certain: { $key } shows two side by side
duplicates-merge-certain = Merge all certain pairs
duplicates-hint-all = all certain
duplicates-hint-not-same = not the same
duplicates-hint-undo = undo
duplicates-certain-how = Same name, same mail or phone, nothing that speaks against it:
duplicates-certain-more = and { $count } more
duplicates-merge-all = { $count ->
    [one] merge: 1 contact goes into another
   *[other] merge: { $count } contacts go into others
}
duplicates-merge-none = leave them as they are
field-industry = Industry
field-industry-hint = furniture
field-size = Size
field-size-hint = 12 people
field-company-notes = Notes
field-company-address-hint = Dock Street 5, 20457 Hamburg
form-no-address = that can't be read as an address
form-field-nameless = the field has no name: Ctrl-l gives it one
move-which = Move · { $who }
move-interaction = give the { $what } to another person
move-add = add a person to the { $what }
move-company = change company
move-merge = merge with another contact: the same person
move-merge-all = merge all { $count }: the same person
move-merge-both = merge the two: the same person
move-help-interaction = It was logged with the wrong person: it goes to another one, with the follow-ups and feedback of its line.
move-help-add = Somebody else was there, too: it stands with both from then on.
move-help-company = They work somewhere else now. What happened until then stays with the old company.
move-help-merge = Two contacts are one person: both are shown side by side before they become one. What may be there twice is listed by g d.
menu-keys = ↑ ↓ j k  go up and down
    Enter  takes what is selected; letter or digit take an entry at once
    Esc q  close; nothing is changed
menu-keys-many = Space  marks: then Enter takes all that are marked
    a  takes all
add-person-title = Who else took part in the { $what }?
contact-pane = pane
contact-foreign = { $count ->
    [one] 1 more property of the file is kept
   *[other] { $count } more properties of the file are kept
}
contact-next = next, previous
timeline = Timeline
timeline-count = Timeline { $count }
timeline-empty = Nothing has happened yet. { $key } logs the first.
timeline-empty-read-only = Nothing has happened yet.
timeline-with = with { $who }
timeline-follow-up = follow-up, { $state }
interaction-edit = Edit what was logged · { $who }
field-web = Web
field-address = Address
field-honorific = Title
field-nickname = Nickname
field-owner = Owner
field-source = Source
field-referred-by = Referred by
field-past-job = Before
field-added = Added
import-title = Import a file or directory
import-path-hint = ~/contacts.vcf, ~/contacts.csv
import-hint-look = look into it
import-hint-complete = complete
import-all-of = all { $count } files of this directory
import-hint-on = go on
import-hint-fields = fields
import-hint-leave = out
import-hint-whose = whose
import-hint-new = new
import-hint-file = file
import-hint-here = here
import-hint-all = all
import-hint-rows = back to the rows
import-hint-side = here, file
import-hint-other = the other one
import-left = Nothing was imported.
import-empty = Nothing of this kind.
import-no-columns = Only a table has columns to choose.
import-line-of = { $file }, line { $line }
import-view-all = all
import-view-new = new
import-view-changed = changed
import-view-alike = here already?
import-view-nobodys = nobody's
import-view-unchanged = unchanged
import-view-differing = other here
import-view-joined = joined
import-view-left = left out
import-view-deleted = deleted here
import-row-joined = the same as { $place }
import-view-refused = not possible
import-row-new = new
import-row-as-new = as new
import-row-left = stays out
import-row-alone = stays out: so do all whom it concerns
import-row-differs = other here: stays as it is
import-whole-no-choice = A whole store comes in as it is: there is nothing to choose.
import-row-kept = stays as it is here
import-row-older = older, adds only: { $fields }
import-row-out-already = It stays out already; { $new } brings it in.
import-row-into = goes to { $who }
import-row-with = comes in with { $who }, { $place }
import-row-left-before = left out before; { $who }? { $reasons }
import-row-alike = { $who }? { $reasons }
import-row-alike-row = { $who }, { $place }? { $reasons }
import-row-decide = { $into } makes it theirs, { $new } somebody new; undecided it stays out, next time too.
import-row-ambiguous = { $count } are called { $name }
import-row-unmatched = of nobody who is known here
import-row-unchanged = all of it is here
import-row-changed = is filled up or changed
import-row-over-here = over here; { $file } reopens
import-row-remembered = is here, and known again
import-row-cannot = This can't come in.
import-row-give = { $into } gives it to a contact, { $new } makes a new one.
import-row-give-only = { $into } gives it to a contact.
import-row-given = Whose it is, is known: { $into } and { $new } are for what is nobody's yet.
import-row-no-newcomer = It tells nobody's name or mail address: { $into } gives it to a contact.
import-entry-whole = An entry comes in whole: its fields can't be chosen one by one.
import-nothing-of-nobody = Nobody is known here of those it names: there is nothing to import. In the list { $into } gives an entry to a contact, { $new } makes a new one.
import-field-empty = (empty)
import-here = here
import-file = file
import-into-title = Whose is { $name }?
import-into-several = Whose are these { $count }?
import-into-left = Whom it would go to stays out: { $new } brings this one in as new.
import-into-whom = Of several only those can go to somebody who may be here already.
import-leave = { $count ->
    [one] Leave? 1 choice is lost
   *[other] Leave? { $count } choices are lost
}
import-leave-stay = stay
import-leave-go = leave: nothing is imported
import-all-title = For all
import-all-alike-into = { $count ->
    [one] the 1 who may be here goes to them
   *[other] all { $count } who may be here go to them
}
import-all-alike-new = { $count ->
    [one] the 1 who may be here comes in as new
   *[other] all { $count } who may be here come in as new
}
import-all-alike-leave = { $count ->
    [one] the 1 who may be here stays out
   *[other] all { $count } who may be here stay out
}
import-all-alike-again = { $count ->
    [one] ask again about the 1 who was left out before
   *[other] ask again about the { $count } who were left out before
}
import-all-file = where both changed, the file's value stands
import-all-here = where both changed, what is here stands
import-all-each = whose value stands as planned
import-all-empty = what is empty in the file is emptied here
import-all-not-empty = what is empty in the file empties nothing
import-all-new-leave = { $count ->
    [one] the new one stays out
   *[other] all { $count } new ones stay out
}
import-all-changed-leave = { $count ->
    [one] the 1 that changes stays as here
   *[other] all { $count } that change stay as here
}
import-all-deleted = { $count ->
    [one] the 1 that was deleted here comes in again
   *[other] all { $count } that were deleted here come in again
}
import-all-times = all past times of calendars' series come in
import-all-newest = of calendars' series only the newest times come in
import-read-anew = Read anew: what was chosen is taken back.
import-all-none = There is nothing to choose for all here.
import-all-forget = take all choices back
import-preview-entries = { $count ->
    [one] + 1 interaction, follow-up or feedback
   *[other] + { $count } interactions, follow-ups, feedback
}
import-preview-orders = { $count ->
    [one] + 1 order
   *[other] + { $count } orders
}
import-preview-undecided = { $count ->
    [one] ? 1 may be here already and stays out: nobody decided
   *[other] ? { $count } may be here already and stay out: nobody decided
}
import-preview-left = { $count ->
    [one] – 1 stays out as chosen
   *[other] – { $count } stay out as chosen
}
import-preview-left-before = { $count ->
    [one] – 1 may be here already and was left out before
   *[other] – { $count } may be here already and were left out before
}
import-preview-not-again = { $count ->
    [one] · 1 that stays out isn't asked about again
   *[other] · { $count } that stay out aren't asked about again
}
import-preview-alone = – { $count } of those only who stay out
import-preview-older = · { $count } older than what was read last: what is here stays
import-preview-ambiguous = ? { $count } of one of several who are called so
import-preview-unmatched = – { $count } of nobody who is known here
import-preview-closed = { $count ->
    [one] ~ One follow-up cancelled as in the calendar
   *[other] ~ { $count } follow-ups cancelled as in the calendar
}
import-preview-deleted = – { $count } deleted here before: { $count ->
    [one] stays
   *[other] stay
} out
import-preview-renamed = ~ { $was } is called { $name } now
import-preview-given = { $count ->
    [one] → 1 goes to a contact who is here
   *[other] → { $count } go to contacts who are here
}
import-preview-strangers = { $count ->
    [one] + 1 new contact whom an entry names
   *[other] + { $count } new contacts whom entries name
}
import-preview-remembered = { $count ->
    [one] = 1 stays as it is here, and stays so when the same file comes again
   *[other] = { $count } stay as they are here, and stay so when the same file comes again
}
import-preview-joined = = { $count } joined with another of the file
import-preview-employers = { $count ->
    [one] + 1 new company that people of the file work for
   *[other] + { $count } new companies that people of the file work for
}
import-preview-removed = { $count ->
    [one] – One interaction goes: by the calendar it didn't take place
   *[other] – { $count } interactions go: by the calendar they didn't take place
}
import-nothing-chosen = With these choices there is nothing to import.
work-progress = { $said } · Esc stops it
columns-title = Columns of { $file }: { $count }
columns-become = What the first rows become
columns-encoding = Encoding
columns-separator = Separator
columns-heads = Heads
columns-no-heads = no line of heads
columns-rows = Rows are
columns-meaning = { $head } becomes
columns-not-one = This holds of the whole table: { $key } changes it.
columns-hint-on = preview
columns-save = Save the columns
columns-save-how = The same table next month is read by it: on screen, and with import --mapping NAME.
columns-name-hint = crm
columns-no-name = a name of letters, digits, - and _
columns-saved = Saved as { $name }: import --mapping "{ $name }" reads by it
columns-none-saved = None are saved yet: { $key } saves these.
columns-as-saved = Read by the saved columns { $name }
columns-load = Saved columns
columns-find = part of the name: mail, city, notes
columns-unfit = { $head }: none of these values is one of “{ $meaning }”: { $values }
columns-headless = The table has no heads: what its columns become is guessed by what stands in them; Enter goes on.
columns-unknown = { $unknown } of { $count } heads aren't known: what they become is chosen here, Enter goes on.
import-preview = Import · { $file }
import-whole-perhaps = may be { $name }, who is here: { $reasons }
import-whole-perhaps-count = { $count ->
    [one] 1 new contact may be here already: touchbase duplicates tells, merge makes them one
   *[other] { $count } new contacts may be here already: touchbase duplicates lists them, merge makes them one
}
import-preview-whole-alike = { $count ->
    [one] ? 1 of them may be here already: the duplicates tell afterwards
   *[other] ? { $count } of them may be here already: the duplicates tell afterwards
}
import-preview-whole-new = + new: { $what }
import-preview-whole-unchanged = = here as in the file: { $what }
import-preview-whole-differs = = other here, stays as it is: { $what }
import-preview-read = { $count ->
    [one] 1 record read:
   *[other] { $count } records read:
}
import-preview-created = { $count ->
    [one] + 1 new contact
   *[other] + { $count } new contacts
}
import-preview-companies = { $count ->
    [one] + 1 new company
   *[other] + { $count } new companies
}
import-preview-updated = ~ { $count } filled up or changed
import-preview-unchanged = = { $count } already here, unchanged
import-preview-skipped = – { $count } skipped: neither contact nor company
import-preview-last-contact = { $count ->
    [one] · last contact known of 1: a rhythm counts from it
   *[other] · last contact known of { $count }: a rhythm counts from it
}
import-preview-kept = { $count ->
    [one] · 1 with a tier or rhythm from the file
   *[other] · { $count } with a tier or rhythm from the file
}
import-preview-columns = columns: { $names }
import-preview-free = free fields: { $names }
import-preview-foreign = · kept though there is no field for it: { $names }
import-preview-more = … and { $count } more
import-preview-cleaned = { $count ->
    [one] ! 1 value taken over otherwise than it stood:
   *[other] ! { $count } values taken over otherwise than they stood:
}
import-preview-refused = ✗ { $count } unreadable:
sheet-hint-more = more
sheet-below = { $count ->
    [one] … 1 more line below
   *[other] … { $count } more lines below
}
sheet-above = { $count ->
    [one] … 1 line above
   *[other] … { $count } lines above
}
import-will-ask = Every … how often?
import-will-spread = { $every }; the first days are spread evenly over it.
import-will-none = No rhythm: on the agenda only for a follow-up, birthday or complaint.
import-how-kept = { $count ->
    [one] How is the new contact to be kept? A, B and C are tiers.
   *[other] How are the { $count } new contacts to be kept? A, B and C are tiers.
}
import-kept-none = no rhythm
import-kept-every = every …
import-no-every = how often? 30d, 6w, 3m
import-nothing = All of it is here already: there is nothing to import.
import-field-every = Every
import-field-every-hint = 30d, 6w, 3m: spread evenly from today
footer-saving = saving …
log-new-contact = new contact: {$name}
agenda-without-rhythm-log = This line stands for several contacts · {$key} shows them, {$other} logs for somebody picked by name
agenda-without-rhythm-what = Nobody reminds you of these. {$key} shows them; there each can be given a tier or a rhythm of its own.
agenda-without-rhythm-what-read-only = Nobody reminds you of these. {$key} shows them.
copy-nothing = There is no mail address and no phone number
copy-which = Copy what?
copy-done = Sent to the terminal's clipboard: {$what}
copy-by-tmux = { $said } · through tmux
copy-too-long = { $size } are too much for the clipboard of a terminal, which takes { $limit }: nothing was copied.
may-not-given = no consent to { $purpose } by { $channel }
ceiling-reached = { $touches } so far
ceiling-too-many = would be touch { $touch } in { $span }, at most { $most } wanted
may-withdrawn = { $channel } withdrawn { $day }
may-withdrawn-for = { $channel } for { $purpose } withdrawn { $day }
open-done = Opened: { $what }
open-no-desktop = No desktop here, sent to the terminal's clipboard instead: { $what }
open-which = Open
open-nothing = No mail, page or phone that could be opened
reach-add = { $nothing } · { $key } adds one
open-one-only = Open goes for one contact at a time.
reach-title = { $what } · { $who }
reach-why-not = ✗ { $why }
reach-reason-hint = why it is used all the same; it is kept as a note
reach-no-reason = Without a reason it isn't used.
reach-said = { $said } · the reason is kept as a note
reach-kept = The reason is kept as a note
reach-note = { $what } used in spite of “{ $why }”: { $reason }
consent-not-chosen = choose first what they decided
consent-title = Consent · { $who }
field-consent-channel = Channel
field-consent = Consent
field-purpose = For
field-worth = Worth to them
field-purpose-every = every purpose
field-proof = Proof
field-proof-hint = where it lies: a file, a number
field-how = How
field-how-hint = by mail, double opt-in, at the fair
field-day = Day

## The verb config
config-default = default
config-line = line { $line }
config-none = There is no such file yet; "touchbase config init" writes one that explains every setting.
config-made = Wrote { $path }. Everything in it is as before until a "#" goes.
error-config-there = { $path } is there already and stays as it is
hint-config-there = "touchbase config" prints what is in force; --config FILE names another file.
error-config-write = can't write the configuration { $path }: { $reason }

## Themes
error-theme-none = {$path}, line {$line}: there is no theme "{$theme}"
error-theme-unreadable = can't read the theme {$path}: {$reason}
error-theme-syntax = the theme {$path}, line {$line}, is no TOML: {$reason}
error-theme-role = the theme {$path}, line {$line}: there is nothing called "{$role}"
error-theme-word = the theme {$path}, line {$line}: "{$word}" is neither a colour nor an attribute (for {$role})
error-theme-text = the theme {$path}, line {$line}: "{$role}" takes words in quotes
error-theme-circle = the theme {$path}, line {$line}: this and "{$theme}" build on each other
hint-theme-words = A style is made of {$words}, numbers of colours, and colours like #rrggbb.

## Keys of the configuration
error-keys-action = {$path}, line {$line}: there is no action "{$action}"
hint-keys-actions = The actions are {$actions}.
error-keys-key = {$path}, line {$line}: "{$key}" is no key (for {$action})
hint-keys-key = Keys are written c, G, ctrl-d, shift-tab, space, pgdn, or g g for one after the other.
error-keys-clash = {$path}, line {$line}: "{$key}" is both {$one} and {$other}
error-keys-begins = {$path}, line {$line}: "{$key}" is {$one}, and begins "{$longer}", which is {$other}
error-keys-none = {$path}, line {$line}: {$action} has no key left
hint-keys-none = Without one it can't be reached. Leave the line out for its usual key: {$action} = …
hint-keys-clash = Give one of them another key; none is []: log = []
toast-nobody = No contact is selected here · { $key } finds one by name
error-condition = the filter can't be read at "{ $piece }" (character { $at }): { $why }
error-condition-field = there is no such field
error-condition-value = "{ $value }" isn't { $of }
error-condition-compared = that is neither more nor less than another
error-condition-parenthesis = a parenthesis isn't closed, or closes nothing
error-condition-missing = something is to follow
error-condition-deep = too many parentheses in each other
error-segment = There is no segment "{ $name }".
condition-of-text = a word
condition-of-choice = one of: { $all }
condition-of-number = a number
condition-of-day = a day or span: 60d, 2026-10, 2026-10-01
condition-of-birthday = a birthday: dec, 24 Dec, <14d
hint-condition = Like this: tier:a,b last:>60d -#competitor (city:Ulm OR city:Bonn)
hint-condition-field = A word with a colon stands in quotes; the README names the fields.
hint-segments-none = A view of contacts with a filter is one: w on the screens saves it.
segments-since = +{ $came } -{ $left } since { $day }
segments-came = Came: { $count }
segments-left = Left: { $count }
segments-gone = (deleted)
segments-now = { $count ->
    [one] 1 contact is in it now; compared with { $day }.
   *[other] { $count } contacts are in it now; compared with { $day }.
}
segments-first = { $count ->
    [one] 1 contact is in it now. Who comes and who leaves is kept from today on.
   *[other] { $count } contacts are in it now. Who comes and who leaves is kept from today on.
}
segments-not-kept = Who is in the segments today could not be kept: { $why }
left-out-may = { $count ->
    [one] 1 contact who fits otherwise is left out: they may not be contacted for that.
   *[other] { $count } contacts who fit otherwise are left out: they may not be contacted for that.
}
error-bulk-empty = --query is empty.
hint-bulk-empty = All who aren't archived: --query archived:no
error-bulk-named = With --query nobody is named besides.
error-bulk-purpose = --for narrows what --query finds; a contact that is named needs none.
error-consent-state = What was decided is missing: given, withdrawn or unknown.
bulk-would = { $count ->
    [one] It would be 1 contact; nothing was changed.
   *[other] It would be { $count } contacts; nothing was changed.
}
bulk-left-out-dnc = { $count ->
    [one] 1 contact is left out: not to be contacted.
   *[other] { $count } contacts are left out: not to be contacted.
}
bulk-left-out-agenda = { $count ->
    [one] 1 contact is left out: nothing on the agenda that can be hidden.
   *[other] { $count } contacts are left out: nothing on the agenda that can be hidden.
}
bulk-who = { $names }{ $rest ->
    [0] {""}
   *[other] {" "}and { $rest } more
}
bulk-ask = That is { $count } contacts. All of them? [y/N]
segments-hint = who came and left
segments-one-came = came
segments-one-left = left
segments-counting = It is being counted who is in it
segments-no-filter = Only a view with a filter that is kept is a segment
segments-nobody = Nobody came or left ({ $since })
reason-worse = turned for the worse
reason-segment = segment { $name }
views-agenda = Agenda
views-agenda-no = as ever
views-agenda-yes = all of it, until they are touched
filter-reading = It is being read who fits…
filter-unread = Who fits couldn't be read; typed anew it is tried again.
filter-is-open = reading
column-purpose = what it was for
column-worth = what it is worth to the customer
