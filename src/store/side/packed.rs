//! The side file's own layout for what there is much of: no names, lengths in front, days and moments as numbers. It is
//! read at every start, so it is made to be read fast; since it can be built anew at any time it need not last.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Timelike};
use uuid::Uuid;

/// What can be written to and read from the side file and the texts file.
pub(in crate::store) trait Packed: Sized {
    fn put(&self, to: &mut Vec<u8>);

    /// `None` where the bytes mean nothing.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

/// Seven bits a byte, the low ones first.
impl Packed for u64 {
    fn put(&self, to: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            to.push(rest.to_le_bytes()[0] | 0x80);
            rest >>= 7;
        }
        to.push(rest.to_le_bytes()[0]);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = from.split_first()?;
            *from = rest;
            value |= Self::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }
}

/// The sign in the lowest bit.
impl Packed for i64 {
    fn put(&self, to: &mut Vec<u8>) {
        ((self << 1) ^ (self >> 63)).cast_unsigned().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let value = u64::take(from)?;
        Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }
}

macro_rules! as_wide {
    ($($narrow:ty: $wide:ty),*) => {$(
        impl Packed for $narrow {
            fn put(&self, to: &mut Vec<u8>) {
                <$wide>::from(*self).put(to);
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                <$wide>::take(from)?.try_into().ok()
            }
        }
    )*};
}
as_wide!(u8: u64, u16: u64, u32: u64, i32: i64);

impl Packed for bool {
    fn put(&self, to: &mut Vec<u8>) {
        to.push(u8::from(*self));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(u8::take(from)? != 0)
    }
}

fn bytes<'a>(from: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (bytes, rest) = from.split_at_checked(length)?;
    *from = rest;
    Some(bytes)
}

impl Packed for usize {
    fn put(&self, to: &mut Vec<u8>) {
        (*self as u64).put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u64::take(from)?.try_into().ok()
    }
}

impl Packed for String {
    fn put(&self, to: &mut Vec<u8>) {
        self.len().put(to);
        to.extend_from_slice(self.as_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = usize::take(from)?;
        std::str::from_utf8(bytes(from, length)?).ok().map(str::to_owned)
    }
}

impl Packed for Uuid {
    fn put(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self.as_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::from_slice(bytes(from, 16)?).ok()
    }
}

impl<T: Packed> Packed for Option<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.is_some().put(to);
        self.iter().for_each(|value| value.put(to));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        if bool::take(from)? { T::take(from).map(Some) } else { Some(None) }
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
        self.1.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<A: Packed, B: Packed, C: Packed> Packed for (A, B, C) {
    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
        self.1.put(to);
        self.2.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?, C::take(from)?))
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.len().put(to);
        self.iter().for_each(|value| value.put(to));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = usize::take(from)?;
        // Not made that big before it is known that so much is there.
        let mut all = Self::with_capacity(length.min(from.len() / size_of::<T>().max(1) + 8));
        for _ in 0..length {
            all.push(T::take(from)?);
        }
        Some(all)
    }
}

impl Packed for NaiveDate {
    fn put(&self, to: &mut Vec<u8>) {
        self.num_days_from_ce().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::from_num_days_from_ce_opt(i32::take(from)?)
    }
}

impl Packed for NaiveTime {
    fn put(&self, to: &mut Vec<u8>) {
        self.num_seconds_from_midnight().put(to);
        self.nanosecond().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::from_num_seconds_from_midnight_opt(u32::take(from)?, u32::take(from)?)
    }
}

impl Packed for DateTime<FixedOffset> {
    fn put(&self, to: &mut Vec<u8>) {
        self.timestamp().put(to);
        self.timestamp_subsec_nanos().put(to);
        self.offset().local_minus_utc().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (seconds, nanos, offset) = (i64::take(from)?, u32::take(from)?, i32::take(from)?);
        let moment = DateTime::from_timestamp(seconds, 0)?.checked_add_signed(TimeDelta::nanoseconds(nanos.into()))?;
        Some(moment.with_timezone(&FixedOffset::east_opt(offset)?))
    }
}

/// A struct is its fields. A field that is forgotten doesn't compile.
macro_rules! packed {
    ($($name:ident { $($field:ident),* $(,)? })*) => {$(
        impl $crate::store::side::packed::Packed for $name {
            fn put(&self, to: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.put(to);)*
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: $crate::store::side::packed::Packed::take(from)?),* })
            }
        }
    )*};
}

/// An enum without content is its place in the list. A variant that is forgotten doesn't compile.
macro_rules! packed_choice {
    ($($name:ident { $($variant:ident),* $(,)? })*) => {$(
        impl $crate::store::side::packed::Packed for $name {
            fn put(&self, to: &mut Vec<u8>) {
                match self {
                    $(Self::$variant => {})*
                }
                let all = [$(Self::$variant),*];
                all.iter().position(|choice| choice == self).unwrap_or_default().put(to);
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                [$(Self::$variant),*].get(usize::take(from)?).copied()
            }
        }
    )*};
}

/// An id is its UUID.
macro_rules! packed_id {
    ($($name:ident),*) => {$(
        impl $crate::store::side::packed::Packed for $name {
            fn put(&self, to: &mut Vec<u8>) {
                self.0.put(to);
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                $crate::store::side::packed::Packed::take(from).map(Self)
            }
        }
    )*};
}

pub(in crate::store) use {packed, packed_choice, packed_id};

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;

    fn check<T: Packed + PartialEq + Debug>(all: impl IntoIterator<Item = T>) {
        for value in all {
            let mut bytes = Vec::new();
            value.put(&mut bytes);
            let mut rest = bytes.as_slice();
            assert_eq!(T::take(&mut rest), Some(value));
            assert_eq!(rest, b"");
            for length in 0..bytes.len() {
                assert_eq!(T::take(&mut &bytes[..length]), None, "cut to {length} bytes");
            }
        }
    }

    #[test]
    fn what_is_put_is_taken() {
        check([0, 1, 127, 128, u64::from(u32::MAX), u64::MAX]);
        check([0, 1, -1, 63, -64, 64, i64::MAX, i64::MIN]);
        check([0, u8::MAX]);
        check([i32::MIN, i32::MAX]);
        check(["".to_owned(), "Çelik".to_owned(), "x".repeat(300)]);
        check([Some(7_u32), None]);
        check([vec![1_u32, 2, 3], Vec::new()]);
        check(["0001-01-01", "2024-02-29", "-0004-03-01", "9999-12-31"].map(|day| day.parse::<NaiveDate>().unwrap()));
        check(["00:00:00", "23:59:59.999999999", "14:30:00"].map(|time| time.parse::<NaiveTime>().unwrap()));
        check(
            ["1969-12-31T23:59:59.25-03:30", "2026-11-21T09:00:00+01:00", "0001-01-01T00:00:00Z"]
                .map(|moment| moment.parse::<DateTime<FixedOffset>>().unwrap()),
        );
    }

    #[test]
    fn a_length_that_is_nonsense_takes_no_memory() {
        let mut bytes = Vec::new();
        u64::MAX.put(&mut bytes);
        assert_eq!(Vec::<u64>::take(&mut bytes.as_slice()), None);
        assert_eq!(String::take(&mut bytes.as_slice()), None);
    }
}
