//! Why households and strata make no design.

use thiserror::Error;

/// Why households and strata make no design.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DesignError {
    /// No household at all.
    #[error("一户也没有，算不了")]
    Empty,
    /// The household's stratum isn't listed.
    #[error("层的表里没有这一层")]
    UnknownStratum {
        /// Its place in the list.
        unit: usize,
    },
    /// The household's weight is none.
    #[error("权重要大于 0")]
    Weight {
        /// Its place in the list.
        unit: usize,
    },
    /// Some households have a cluster, this one hasn't, or the other way round.
    #[error("要么每户都写群，要么都不写")]
    Cluster {
        /// Its place in the list.
        unit: usize,
    },
    /// Nobody of a stratum was drawn, so that nothing is known of it.
    #[error("这一层一户也没有抽到，无从推算；请和相近的层合并")]
    Untouched {
        /// Its place in the list.
        stratum: usize,
    },
    /// More households were drawn of a stratum than it has.
    #[error("抽了 {drawn} 户，比这一层的 {all} 户还多，请核对")]
    TooMany {
        /// Its place in the list.
        stratum: usize,
        /// How many were drawn.
        drawn: u32,
        /// How many there are.
        all: u32,
    },
    /// More clusters were drawn of a stratum than it has.
    #[error("抽了 {drawn} 群，比这一层的 {all} 群还多，请核对")]
    TooManyClusters {
        /// Its place in the list.
        stratum: usize,
        /// How many were drawn.
        drawn: u32,
        /// How many there are.
        all: u32,
    },
    /// All clusters were drawn, but there are households in none of them.
    #[error(
        "全部 {clusters} 群都抽到了，一共才 {asked} 户，这一层却有 {households} 户；请核对群数，不知道就空着"
    )]
    Outside {
        /// Its place in the list.
        stratum: usize,
        /// How many clusters there are, and were drawn.
        clusters: u32,
        /// How many households these have.
        asked: u32,
        /// How many there are.
        households: u32,
    },
    /// There are more clusters than there can be households in them.
    #[error("写了 {clusters} 群，{households} 户分不成这么多群，请核对")]
    ManyClusters {
        /// Its place in the list.
        stratum: usize,
        /// How many clusters there are.
        clusters: u32,
        /// How many households there are.
        households: u32,
    },
    /// One was drawn of several: how they differ can't be seen.
    #[error("这一层只抽了一户（群），看不出误差有多大；请和相近的层合并，或补抽")]
    Lonely {
        /// Its place in the list.
        stratum: usize,
    },
}

impl DesignError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "design.empty",
            Self::UnknownStratum { .. } => "design.unknown_stratum",
            Self::Weight { .. } => "design.weight",
            Self::Cluster { .. } => "design.cluster",
            Self::Untouched { .. } => "design.untouched",
            Self::TooMany { .. } => "design.too_many",
            Self::TooManyClusters { .. } => "design.too_many_clusters",
            Self::Outside { .. } => "design.outside",
            Self::ManyClusters { .. } => "design.many_clusters",
            Self::Lonely { .. } => "design.lonely",
        }
    }
}
