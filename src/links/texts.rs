//! Many short texts in one allocation.

use std::cmp::Ordering;

/// Many short texts in one piece of memory: a large site has half a million links.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) {
        self.all.push_str(text);
        // A page is far shorter than four gigabytes; see `source`.
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    /// Sorts them and takes out those that are there twice; also gives these.
    pub(super) fn sorted(&self) -> (Texts, Vec<String>) {
        let mut texts: Vec<&str> = self.iter().collect();
        texts.sort_unstable();
        let repeated = texts.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0].to_owned()).collect();
        texts.dedup();
        let mut sorted =
            Texts { all: String::with_capacity(self.all.len()), ends: Vec::with_capacity(texts.len()) };
        for text in texts {
            sorted.push(text);
        }
        (sorted, repeated)
    }

    fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.all.get(start..self.ends[index] as usize).unwrap_or_default()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.get(index))
    }

    pub(super) fn holds(&self, text: &str) -> bool {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.get(middle).cmp(text) {
                Ordering::Equal => return true,
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        false
    }
}
