//! The index' columns: what is looked at of each contact, side by side and entry by entry, and as bytes.
//!
//! All numbers are little-endian. Names lie apart from the rest, since naming a contact needs no more than them.

mod kinds;

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub(super) use self::kinds::{Look, Rest, Texts, Traits, read_numbers, write_numbers};
use crate::domain::find::phone_digits;
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::domain::search::fit::{Begins, Signs};
use crate::domain::search::fold::{fold_line, fold_name};

/// What of the index is read apart from the rest of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The names.
    Names,
    /// Mails, phones and tags, and where each one's end.
    Rest,
    RestEnds,
    /// What is looked at before any text: letters, company, last touch, tier, stage.
    Looks,
    /// The names of the companies.
    Companies,
}

impl Part {
    pub const ALL: [Self; 5] = [Self::Names, Self::Rest, Self::RestEnds, Self::Looks, Self::Companies];

    /// Bytes of each thing in it; 1 where they aren't alike.
    pub fn size(self) -> usize {
        match self {
            Self::Names | Self::Rest | Self::Companies => 1,
            Self::RestEnds => Rest::ENDS,
            Self::Looks => Look::BYTES,
        }
    }

    /// Whether these bytes can be this part of an index of so many contacts.
    pub fn is_sound(self, bytes: &[u8], contacts: usize) -> bool {
        match self {
            Self::Names => Texts::read(bytes.to_vec()).is_some_and(|names| names.len() == contacts),
            // Only where they end tells whether they are all.
            Self::Rest => true,
            Self::RestEnds | Self::Looks => bytes.len() == contacts * self.size(),
            Self::Companies => super::companies::Companies::read(bytes).is_some(),
        }
    }
}

/// Where an index lies that was written down: the image of the book.
pub trait Parts: Send + Sync {
    /// Whom it is of, by id. As many as each part has entries, in this order.
    fn ids(&self) -> Arc<[ContactId]>;

    /// How many they are, and who stands at a place.
    fn count(&self) -> usize;
    fn id_at(&self, place: usize) -> Option<ContactId>;

    /// A part's bytes, as [`super::Index::image`] gave them and [`Part::is_sound`] says.
    fn part(&self, part: Part) -> Vec<u8>;

    /// Some of them, as far as there are so many.
    fn bytes(&self, part: Part, range: Range<usize>) -> Vec<u8>;

    /// Gives them in their order, a piece at a time, and keeps none.
    fn each(&self, part: Part, take: &mut dyn FnMut(&[u8]));
}

/// The columns of some contacts, each read when it is first asked for. A contact that is gone leaves its place empty.
#[derive(Clone)]
pub(super) struct Columns {
    image: Option<Arc<dyn Parts>>,
    ids: OnceLock<Ids>,
    names: OnceLock<Arc<Texts>>,
    rest: OnceLock<Arc<Rest>>,
    looks: OnceLock<Arc<Vec<Look>>>,
    /// What changed before the looks were read.
    noted: Vec<(ContactId, Traits)>,
    /// A bit for each place.
    gone: Vec<u64>,
    count_gone: usize,
}

#[derive(Clone)]
enum Ids {
    OfImage(Arc<[ContactId]>),
    Own(Vec<ContactId>),
}

impl Columns {
    /// Nobody's, to be added to.
    pub fn empty() -> Self {
        Self {
            image: None,
            ids: Ids::Own(Vec::new()).into(),
            names: OnceLock::from(Arc::default()),
            rest: OnceLock::from(Arc::default()),
            looks: OnceLock::from(Arc::default()),
            noted: Vec::new(),
            gone: Vec::new(),
            count_gone: 0,
        }
    }

    /// As they were written down, sorted by id.
    pub fn of_image(image: Arc<dyn Parts>) -> Self {
        Self {
            image: Some(image),
            ids: OnceLock::new(),
            names: OnceLock::new(),
            rest: OnceLock::new(),
            looks: OnceLock::new(),
            noted: Vec::new(),
            gone: Vec::new(),
            count_gone: 0,
        }
    }

    pub fn ids(&self) -> &[ContactId] {
        let ids = self.ids.get_or_init(|| match &self.image {
            Some(image) => Ids::OfImage(image.ids()),
            None => Ids::Own(Vec::new()),
        });
        match ids {
            Ids::OfImage(ids) => ids,
            Ids::Own(ids) => ids,
        }
    }

    #[inline]
    pub fn names(&self) -> &Texts {
        self.names.get_or_init(|| Arc::new(self.read(|image| Texts::read(image.part(Part::Names)))))
    }

    #[inline]
    pub fn rest(&self) -> &Rest {
        self.rest.get_or_init(|| Arc::new(self.read(Rest::read)))
    }

    #[inline]
    pub fn looks(&self) -> &[Look] {
        self.looks.get_or_init(|| {
            let mut looks = Vec::with_capacity(self.image.as_ref().map_or(0, |image| image.count()));
            let mut read = |piece: &[u8]| looks.extend(piece.as_chunks().0.iter().map(Look::read));
            self.image.iter().for_each(|image| image.each(Part::Looks, &mut read));
            for (id, traits) in &self.noted {
                if let Some(place) = self.place(*id) {
                    looks[place].traits = *traits;
                }
            }
            Arc::new(looks)
        })
    }

    /// What the image holds. It vouches for it, and for there being an entry for each id.
    fn read<T: Default>(&self, read: impl Fn(&dyn Parts) -> Option<T>) -> T {
        self.image.as_deref().and_then(read).unwrap_or_default()
    }

    /// The image, where mails, phones and tags weren't read of it yet.
    pub fn unread_rest(&self) -> Option<&dyn Parts> {
        self.image.as_deref().filter(|_| self.rest.get().is_none())
    }

    /// The same where names weren't.
    pub fn unread_names(&self) -> Option<&dyn Parts> {
        self.image.as_deref().filter(|_| self.names.get().is_none())
    }

    /// Who stands at a place.
    pub fn id_at(&self, place: usize) -> Option<ContactId> {
        match &self.image {
            Some(image) if self.ids.get().is_none() => image.id_at(place),
            _ => self.ids().get(place).copied(),
        }
    }

    /// Where a contact stands, in columns sorted by id.
    pub fn place(&self, id: ContactId) -> Option<usize> {
        match &self.image {
            Some(image) if self.ids.get().is_none() => {
                // A few ids are read for it, not all.
                let (mut low, mut high) = (0, image.count());
                while low < high {
                    let middle = low.midpoint(high);
                    match image.id_at(middle)?.cmp(&id) {
                        Ordering::Less => low = middle + 1,
                        Ordering::Greater => high = middle,
                        Ordering::Equal => return Some(middle),
                    }
                }
                None
            }
            _ => self.ids().binary_search(&id).ok(),
        }
    }

    #[inline]
    pub fn is_gone(&self, place: usize) -> bool {
        self.gone.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 != 0)
    }

    pub fn remove(&mut self, place: usize) {
        if !self.is_gone(place) {
            self.gone.resize(self.gone.len().max(place / 64 + 1), 0);
            self.gone[place / 64] |= 1 << (place % 64);
            self.count_gone += 1;
        }
    }

    /// Whether more places are empty than not.
    pub fn is_mostly_gone(&self) -> bool {
        self.count_gone > 64 && self.count_gone > self.ids().len() / 2
    }

    /// The places where somebody stands.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        (0..self.ids().len()).filter(|place| !self.is_gone(*place))
    }

    /// Takes over what is known of a contact, that stands there if that is known.
    pub fn note(&mut self, place: Option<usize>, id: ContactId, traits: Traits) {
        if self.looks.get().is_none() {
            return self.noted.push((id, traits));
        }
        if let (Some(place), Some(looks)) = (place.or_else(|| self.place(id)), self.looks.get_mut()) {
            Arc::make_mut(looks)[place].traits = traits;
        }
    }

    /// Adds a contact behind all others, in columns of one's own. Where it stands then.
    pub fn push(&mut self, row: &Row, company: u32) -> usize {
        let touch = row.last_touch().map(|touch| touch.day().into());
        let traits = Traits::new(touch, row.tier, row.stage, row.archived);
        let mut name = String::new();
        fold_name(&row.name, &mut name);
        let [mut mails, mut phones, mut tags] = [const { String::new() }; 3];
        for mail in &row.mails {
            fold_line(mail.value.trim(), &mut mails);
            mails.push('\n');
        }
        for digits in row.phones.iter().filter_map(|phone| phone_digits(&phone.value)) {
            phones.push_str(&digits);
            phones.push('\n');
        }
        for tag in &row.tags {
            tags.push('#');
            fold_line(tag, &mut tags);
            tags.push('\n');
        }
        let rest = [mails, phones, tags];
        let [mails, phones, tags] = rest.each_ref().map(|part| part.as_bytes());
        let of_rest = Signs::of(mails).and(Signs::of_digits(phones)).and(Signs::of(tags));
        let name = name.as_bytes();
        let look = Look { name: Signs::of(name), rest: of_rest, begins: Begins::of(name), company, traits };
        self.add(row.id, name, [mails, phones, tags], look)
    }

    /// Adds one who stands in other columns.
    pub fn copy(&mut self, from: &Self, place: usize, company: u32) -> usize {
        let look = Look { company, ..from.looks()[place] };
        self.add(from.ids()[place], from.names().get(place), from.rest().get(place), look)
    }

    fn add(&mut self, id: ContactId, name: &[u8], rest: [&[u8]; 3], look: Look) -> usize {
        let place = self.ids().len();
        if let Some(Ids::Own(ids)) = self.ids.get_mut() {
            ids.push(id);
        }
        if let Some(names) = self.names.get_mut() {
            Arc::make_mut(names).push(name);
        }
        if let Some(of) = self.rest.get_mut() {
            Arc::make_mut(of).push(rest);
        }
        if let Some(looks) = self.looks.get_mut() {
            Arc::make_mut(looks).push(look);
        }
        place
    }

    /// A part's bytes.
    pub fn write(&self, part: Part) -> Vec<u8> {
        let mut out = Vec::new();
        match part {
            Part::Names => self.names().write(&mut out),
            Part::Rest => out.extend_from_slice(&self.rest().bytes),
            Part::RestEnds => out.extend(self.rest().ends.as_flattened().iter().flat_map(|end| end.to_le_bytes())),
            Part::Looks => out.extend(self.looks().iter().flat_map(|look| look.write())),
            Part::Companies => {}
        }
        out
    }
}
