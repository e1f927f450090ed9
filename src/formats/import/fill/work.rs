//! Jobs: which of them a card's is, and what becomes of the one that somebody held when the file says that they work elsewhere now.

use super::{Filled, Verdict, said};
use crate::domain::contact::{Contact, Job};
use crate::domain::search::fold;
use crate::formats::draft::Person;
use crate::formats::import::companies::Companies;
use crate::formats::import::said::{Print, Spot};
use crate::formats::import::{Field, keys};

/// A card's jobs with the companies as far as they are known.
pub fn jobs(person: &Person, companies: &Companies) -> Vec<Job> {
    let company = |name: &String| companies.named(name).filter(|_| !name.is_empty());
    let jobs = person.record.jobs.iter().zip(&person.companies);
    jobs.map(|(job, name)| Job { company: company(name), ..job.clone() }).collect()
}

impl Filled<'_> {
    pub(super) fn jobs(&mut self, contact: &mut Contact, person: &Person, companies: &Companies) {
        let own = &mut contact.jobs;
        let mut theirs =
            Theirs { none_present: own.iter().all(|job| job.to.is_some()), others: Vec::new(), behind: None };
        let all = jobs(person, companies);
        for (number, (job, name)) in all.iter().zip(&person.companies).enumerate() {
            let is_known = job.company.is_some_and(|id| companies.is_here(id));
            let others = all.iter().enumerate().filter(|(other, job)| *other != number && job.to.is_none());
            theirs.others = others.map(|(_, job)| job).collect();
            let place = self.one_job(own, job.clone(), name, &theirs);
            if job.to.is_none() {
                theirs.behind = place.or(theirs.behind);
            }
            let is_there = place.is_some_and(|place| own[place].company == job.company);
            if is_there && !is_known && !name.is_empty() {
                self.wanted.push(name.clone());
            }
        }
        if person.record.jobs.iter().all(|job| job.to.is_some()) {
            self.no_job(&mut contact.jobs);
        }
    }

    /// The job is theirs now, or was before: else they work elsewhere. The place in which it stands then.
    fn one_job(&mut self, own: &mut Vec<Job>, new: Job, name: &str, theirs: &Theirs) -> Option<usize> {
        if new.to.is_some() {
            return self.past_job(own, new);
        }
        // Of two jobs at one company each is its own; and a job that the card tells of isn't given up for another one of it.
        let is_at = |known: &Job, job: &Job| known.company == job.company && job.company.is_some();
        let is_others = |known: &Job| theirs.others.iter().any(|other| is_same(known, other));
        let is_left = |known: &Job| !theirs.others.iter().any(|other| is_at(known, other) || is_same(known, other));
        let same = own.iter().position(|known| is_same(known, &new));
        let there = || own.iter().position(|known| is_at(known, &new) && !is_others(known));
        let current = || own.iter().position(|known| known.to.is_none() && is_left(known));
        let known = same.or_else(there);
        if let Some((past, now)) = known.filter(|at| own[*at].to.is_some()).zip(current()) {
            match self.verdict(Field::Company, at(&own[now]), Some(self.company_of(&new, name))) {
                Verdict::Take => return Some(self.back(own, past, now, &new, name)),
                Verdict::Keep => {
                    self.kept(Field::Company);
                    return None;
                }
                Verdict::Leave => {}
            }
        }
        match known.or_else(current) {
            Some(at) if !theirs.none_present => self.job(own, at, new, name),
            // What the file said before was ended or taken away here.
            _ if self.has_said(&new, name) => None,
            _ if self.is_outdated() => {
                self.kept(Field::Company);
                None
            }
            _ => {
                let new = self.without_kept(new)?;
                let name = if new.company.is_some() { name } else { "" };
                self.told(&new, name);
                let past = || own.iter().position(|known| known.to.is_some());
                let place = match theirs.behind {
                    Some(behind) => behind + 1,
                    None if theirs.none_present => past().unwrap_or(own.len()),
                    None => 0,
                };
                own.insert(place, new);
                Some(place)
            }
        }
    }

    /// A job that isn't here without what is kept as it is, which is nothing; `None` where nothing of it is left.
    fn without_kept(&mut self, mut new: Job) -> Option<Job> {
        let is_kept = |filled: &Self, field: Field| filled.choice(field) == Some(false);
        if is_kept(self, Field::Company) && new.company.take().is_some() {
            self.kept(Field::Company);
        }
        for (field, text) in [(Field::Role, &mut new.role), (Field::Department, &mut new.department)] {
            if is_kept(self, field) && !text.is_empty() {
                text.clear();
                self.kept(field);
            }
        }
        (new.company.is_some() || !new.role.is_empty() || !new.department.is_empty()).then_some(new)
    }

    /// They work again where they did before, as the file knows by now. The place in which that job stands then.
    fn back(&mut self, own: &mut Vec<Job>, past: usize, now: usize, new: &Job, name: &str) -> usize {
        let today = self.rules.today;
        let left = &mut own[now];
        left.to = Some(left.from.map_or(today, |from| from.max(today)));
        let mut job = own.remove(past);
        job.to = None;
        self.text(Field::Role, Spot::Role, &mut job.role, &new.role);
        self.text(Field::Department, Spot::Department, &mut job.department, &new.department);
        self.told_instead(new, name, &own[now.saturating_sub(usize::from(past < now))]);
        let place = if past < now { now - 1 } else { now };
        own.insert(place, job);
        place
    }

    /// The file says no more where they work.
    fn no_job(&mut self, own: &mut Vec<Job>) {
        let Some(known) = own.iter_mut().find(|job| job.to.is_none()) else { return };
        if self.verdict(Field::Company, at(known), None) == Verdict::Take {
            known.company = None;
            self.filled(Field::Company);
        }
        self.text(Field::Role, Spot::Role, &mut known.role, "");
        self.text(Field::Department, Spot::Department, &mut known.department, "");
        own.retain(|job| *job != Job::default());
    }

    fn told(&mut self, new: &Job, name: &str) {
        let said = [(Field::Company, name), (Field::Role, &*new.role), (Field::Department, &*new.department)];
        said.iter().filter(|(_, text)| !text.is_empty()).for_each(|(field, _)| self.filled(*field));
    }

    /// The same of a job that takes the place of another, which is an earlier one then: only what is another by it.
    fn told_instead(&mut self, new: &Job, name: &str, before: &Job) {
        let said = [(Field::Role, &new.role, &before.role), (Field::Department, &new.department, &before.department)];
        self.told(&Job::default(), name);
        said.iter().filter(|(_, new, before)| new != before).for_each(|(field, ..)| self.filled(*field));
        self.filled(Field::PastJobs);
    }

    /// A company in the file: it may have been said when it wasn't known here yet.
    fn company_of(&self, new: &Job, name: &str) -> Print {
        let named = named(name);
        if self.said.has_any(named) { named } else { at(new).unwrap_or(named) }
    }

    fn has_said(&self, new: &Job, name: &str) -> bool {
        let of = |spot, text: &str| (!text.is_empty()).then(|| said::print(spot, text));
        let company = (!name.is_empty()).then(|| self.company_of(new, name));
        let all = [company, of(Spot::Role, &new.role), of(Spot::Department, &new.department)];
        all.iter().any(Option::is_some) && all.into_iter().flatten().all(|print| self.said.has_any(print))
    }

    /// A job that they held: another one unless company, role and beginning are the same. The place in which it stands then.
    fn past_job(&mut self, own: &mut Vec<Job>, new: Job) -> Option<usize> {
        let same = |known: &Job| {
            known.company == new.company
                && fold(&known.role) == fold(&new.role)
                && (known.from, known.to) == (new.from, new.to)
        };
        if let Some(place) = own.iter().position(same) {
            return Some(place);
        }
        let was_said = self.said.has_any(said::print(Spot::PastJob, &said::past_job(&new)));
        if was_said && self.choice(Field::PastJobs) != Some(true) {
            return None;
        }
        if self.is_outdated() {
            self.kept(Field::PastJobs);
            return None;
        }
        own.push(new);
        self.filled(Field::PastJobs);
        Some(own.len() - 1)
    }

    /// What was changed here of a job stays so at the next company, too, as long as the file says nothing new of it.
    fn with_changed_here(&mut self, mut new: Job, known: &Job) -> Job {
        for (field, spot, said, own) in [
            (Field::Role, Spot::Role, &mut new.role, &known.role),
            (Field::Department, Spot::Department, &mut new.department, &known.department),
        ] {
            let of = |text: &str| (!text.is_empty()).then(|| said::print(spot, text));
            let is_changed = of(own).is_some_and(|own| !self.said.has_any(own));
            let is_new = of(said).is_none_or(|said| !self.said.has(said));
            if is_changed
                && !is_new
                && fold(said) != fold(own)
                && self.choice(field).is_none()
                && self.rules.wins.is_none()
            {
                said.clone_from(own);
                self.kept(field);
            }
        }
        new
    }

    /// Names what else the file says of a job at another company than the one that stays.
    fn told_otherwise(&mut self, new: &Job, known: &Job) {
        for (field, spot, said, own) in [
            (Field::Role, Spot::Role, &new.role, &known.role),
            (Field::Department, Spot::Department, &new.department, &known.department),
        ] {
            let differ = !said.is_empty() && !own.is_empty() && fold(said) != fold(own);
            if differ && !self.said.has(said::print(spot, said)) {
                self.kept(field);
            }
        }
    }

    /// A job that stands in that place, or another one for it. The place in which it stands then.
    fn job(&mut self, own: &mut Vec<Job>, place: usize, new: Job, name: &str) -> Option<usize> {
        let known = &mut own[place];
        if !name.is_empty() && known.company != new.company || !name.is_empty() && known.company.is_none() {
            match self.verdict(Field::Company, at(known), Some(self.company_of(&new, name))) {
                Verdict::Take if known.company.is_none() => {
                    known.company = new.company;
                    self.filled(Field::Company);
                }
                Verdict::Take => {
                    // They work elsewhere by now, as the file knows: what was there stays in their history.
                    let today = self.rules.today;
                    known.to = Some(known.from.map_or(today, |from| from.max(today)));
                    let new = self.with_changed_here(new, &own[place]);
                    self.told_instead(&new, name, &own[place]);
                    own.insert(place, new);
                    return Some(place);
                }
                // They work elsewhere by now, as it is known here: then the rest is of the other job too.
                Verdict::Keep => {
                    self.kept(Field::Company);
                    self.told_otherwise(&new, &own[place]);
                    return None;
                }
                Verdict::Leave if known.company.is_some() => {
                    self.told_otherwise(&new, &own[place]);
                    return None;
                }
                Verdict::Leave => {}
            }
        }
        self.text(Field::Role, Spot::Role, &mut known.role, &new.role);
        self.text(Field::Department, Spot::Department, &mut known.department, &new.department);
        self.value(Field::Role, Spot::JobSince, &mut known.from, &new.from, said::debug);
        Some(place)
    }
}

/// What matters of the jobs of one card while they are brought in one by one.
struct Theirs<'a> {
    /// No job here is a present one.
    none_present: bool,
    /// The card's other present jobs.
    others: Vec<&'a Job>,
    /// The place of the last present job of the card.
    behind: Option<usize>,
}

/// Whether it is the same job, whatever days are told of it.
fn is_same(one: &Job, other: &Job) -> bool {
    let said = |job: &Job| (job.company, fold(&job.role), fold(&job.department));
    said(one) == said(other)
}

/// The company of a job.
fn at(job: &Job) -> Option<Print> {
    job.company.map(|company| said::print(Spot::Company, &company.to_string()))
}

/// The same by its name.
pub fn named(company: &str) -> Print {
    said::print(Spot::Company, &keys::company(company))
}
