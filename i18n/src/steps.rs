//! What translating costs, counted.

use std::cell::Cell;

/// A number of steps that may be taken. One step holds a part of a sentence against one place of a text, or looks a
/// piece of it up; no step costs more than reading the text once.
#[derive(Debug)]
pub(crate) struct Steps {
    most: usize,
    taken: Cell<usize>,
}

impl Steps {
    /// So many, and no more.
    pub const fn new(most: usize) -> Self {
        Self { most, taken: Cell::new(0) }
    }

    /// Takes some; `false` if there are not so many left, now or before.
    pub fn take(&self, steps: usize) -> bool {
        self.taken.set(self.taken.get().saturating_add(steps));
        !self.is_spent()
    }

    /// How many were taken.
    pub fn taken(&self) -> usize {
        self.taken.get().min(self.most)
    }

    /// How many are left.
    pub fn left(&self) -> usize {
        self.most - self.taken()
    }

    /// Whether more were wanted than there are.
    pub fn is_spent(&self) -> bool {
        self.taken.get() > self.most
    }
}

#[cfg(test)]
impl Steps {
    /// How many were asked for, whether there were so many or not.
    pub fn asked(&self) -> usize {
        self.taken.get()
    }
}
