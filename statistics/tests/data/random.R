# Holds `diandiantong survey estimate` against R's package survey on random designs. It is no part of the test run: R and
# some minutes are needed.
#
#   apt-get install -y --no-install-recommends r-base-core r-cran-survey r-cran-jsonlite
#   cargo build -p server
#   Rscript statistics/tests/data/random.R target/debug/diandiantong [designs, 500] [seed, 20260101]
#
# Each design has 1 to 4 strata of 5 to 2000 households, of which 2 to 60 are drawn, one by one or in clusters, with the usual
# weights or some of their own, as drawn, post-stratified or raked, and a question of three answers and one of five numbers,
# which some leave out. The shares' and the mean's estimates, standard errors and design effects must be R's to the eighth
# digit, and the intervals those of R's formulas (svyciprop(method = "beta"), confint(df = )) with two differences that are
# written out below: what margins settle is taken from the degrees of freedom, and the effective number of answers is
# never more than four times Kish's, corrected for the finite population.
suppressMessages({ library(survey); library(jsonlite) })
options(digits = 17, survey.lonely.psu = "fail", warn = -1)
arguments <- commandArgs(trailingOnly = TRUE)
program <- normalizePath(arguments[1])
designs <- if (length(arguments) > 1) as.integer(arguments[2]) else 500L
set.seed(if (length(arguments) > 2) as.integer(arguments[3]) else 20260101L)
folder <- tempfile("random"); dir.create(folder); setwd(folder)

pick <- function(from, ...) from[sample.int(length(from), 1, ...)]
write_table <- function(table, file) write.csv(table, file, row.names = FALSE, quote = FALSE, na = "")

random_sample <- function() {
  clustered <- runif(1) < 0.35
  known <- runif(1) < 0.7
  own_weights <- runif(1) < 0.4
  parts <- lapply(seq_len(sample(1:4, 1)), function(stratum) {
    households <- sample(5:2000, 1)
    drawn <- min(households, pick(c(2:6, 10, 20, 40, 60)))
    if (runif(1) < 0.1) drawn <- min(households, 30, households)
    rows <- data.frame(stratum = paste0("S", stratum), households = households)[rep(1, drawn), ]
    if (clustered) {
      rows$cluster <- paste0("c", sample(seq_len(max(2, drawn %/% 3)), drawn, replace = TRUE))
      there <- length(unique(rows$cluster))
      rows$clusters <- if (known) there + sample(0:50, 1) else NA
    }
    rows$weight <- households / drawn
    if (own_weights) rows$weight <- rows$weight * exp(rnorm(drawn, 0, pick(c(0.1, 0.5, 2))))
    rows
  })
  rows <- do.call(rbind, parts)
  n <- nrow(rows)
  rows$household <- paste0("h", seq_len(n))
  rows$word <- sample(c("x", "y", "z"), n, replace = TRUE, prob = pick(list(c(1, 1, 1), c(20, 1, 1), c(1, 0, 0)))[[1]])
  rows$level <- sample(1:5, n, replace = TRUE)
  rows$a <- sample(c("u", "v"), n, replace = TRUE)
  rows$b <- sample(c("p", "q", "r"), n, replace = TRUE)
  if (runif(1) < 0.5) { rows$word[runif(n) < 0.2] <- NA; rows$level[runif(n) < 0.2] <- NA }
  rows
}

# Margins near what the weights say, of just the levels that are there.
margin <- function(rows, variable, total) {
  sums <- tapply(rows$weight, rows[[variable]], sum) * exp(rnorm(length(unique(rows[[variable]])), 0, 0.3))
  levels <- names(sums)
  counts <- pmax(1, round(as.numeric(sums) / sum(sums) * total))
  counts[1] <- total - sum(counts[-1])
  if (any(counts < 1)) return(NULL)
  setNames(data.frame(levels, counts), c(variable, "Freq"))
}

estimate <- function(rows, margins) {
  columns <- c("household", "stratum", if (!is.null(rows$cluster)) "cluster", "weight", "word", "level", names(margins))
  write_table(rows[, columns], "answers.csv")
  strata <- unique(rows[, c("stratum", "households", if (!is.null(rows$cluster)) "clusters")])
  write_table(strata, "strata.csv")
  call <- c("survey", "estimate", "answers.csv", "strata.csv", "--json")
  if (length(margins) > 0) {
    long <- do.call(rbind, lapply(names(margins), function(name)
      data.frame(variable = name, level = margins[[name]][[1]], households = margins[[name]]$Freq)))
    write_table(long, "margins.csv")
    call <- c(call, "--margins", "margins.csv")
  }
  said <- suppressWarnings(system2(program, call, stdout = TRUE, stderr = FALSE))
  if (!is.null(attr(said, "status"))) return(NULL)
  fromJSON(paste(said, collapse = "\n"), simplifyDataFrame = TRUE)
}

r_design <- function(rows, margins) {
  all <- if (is.null(rows$cluster)) rows$households else rows$clusters
  ids <- if (is.null(rows$cluster)) ~1 else ~cluster
  rows$all <- all
  fpc <- if (any(is.na(all))) NULL else ~all
  design <- svydesign(ids = ids, strata = ~stratum, weights = ~weight, fpc = fpc, data = rows, nest = TRUE)
  if (length(margins) == 1) design <- postStratify(design, as.formula(paste0("~", names(margins))), margins[[1]])
  if (length(margins) > 1) design <- rake(design, lapply(names(margins), function(name) as.formula(paste0("~", name))),
    unname(margins), control = list(maxit = 3000, epsilon = 1e-13))
  design
}

worst <- c(estimate = 0, se = 0, deff = 0, interval = 0)
counts <- c(designs = 0, refused = 0, rows = 0, compared = 0, without_width = 0, narrow = 0, zero_error = 0)
apart <- function(ours, theirs) abs(ours - theirs) / max(1, abs(theirs))
note <- function(what, ours, theirs, where) {
  far <- apart(ours, theirs)
  if (is.finite(far) && far > worst[[what]]) {
    worst[[what]] <<- far
    if (far > 1e-8) message(sprintf("%s: %s %.12g is not %.12g", where, what, ours, theirs))
  }
}

for (round in seq_len(designs)) {
  rows <- random_sample()
  total <- sum(unique(rows[, c("stratum", "households")])$households)
  margins <- Filter(Negate(is.null), switch(sample(1:3, 1), list(),
    list(a = margin(rows, "a", total)), list(a = margin(rows, "a", total), b = margin(rows, "b", total))))
  ours <- estimate(rows, margins)
  counts[["designs"]] <- counts[["designs"]] + 1
  if (is.null(ours) || length(ours) == 0) { counts[["refused"]] <- counts[["refused"]] + 1; next }
  design <- tryCatch(r_design(rows, margins), error = function(e) NULL)
  settled <- sum(vapply(margins, nrow, 1L) - 1)
  for (place in seq_len(nrow(ours))) {
    row <- ours[place, ]
    counts[["rows"]] <- counts[["rows"]] + 1
    whole <- row$n == total
    width <- row$upper - row$lower
    if (!whole && !is.na(width)) {
      counts[["without_width"]] <- counts[["without_width"]] + (width < 1e-9)
      counts[["narrow"]] <- counts[["narrow"]] + (row$level != "mean" && width < 0.2 / sqrt(row$n))
      counts[["zero_error"]] <- counts[["zero_error"]] + (!is.na(row$se) && row$se < 1e-6)
    }
    if (is.null(design) || whole) next
    part <- subset(update(design, asked = design$variables[[row$question]]), !is.na(asked))
    part$variables$hit <- if (row$level == "mean") ifelse(is.na(part$variables$asked), 0, part$variables$asked)
      else as.numeric(part$variables$asked %in% row$level)
    m <- tryCatch(svymean(~hit, part, deff = TRUE), error = function(e) NULL)
    if (is.null(m)) next
    where <- sprintf("design %d, %s %s", round, row$question, row$level)
    counts[["compared"]] <- counts[["compared"]] + 1
    note("estimate", row$estimate, coef(m)[[1]], where)
    if (!is.na(row$se)) note("se", row$se, SE(m)[[1]], where)
    if (!is.null(row$deff) && !is.na(row$deff) && !is.na(row$se)) note("deff", row$deff, as.numeric(deff(m))[1], where)
    if (is.na(width) || is.na(row$se)) next
    p <- coef(m)[[1]]; n <- row$n; free <- degf(part); df <- free - settled
    if (row$level == "mean") {
      if (df > 0) note("interval", row$lower, confint(m, df = df)[1], where)
      next
    }
    if (df <= 0) next
    w <- weights(part); kish <- sum(w)^2 / sum(w^2)
    n.eff <- min(p * (1 - p) / vcov(m)[[1]], 4 * kish / (1 - nrow(rows) / total)) * (qt(0.025, n - 1) / qt(0.025, df))^2
    note("interval", row$lower, if (p > 0) qbeta(0.025, n.eff * p, n.eff * (1 - p) + 1) else 0, where)
    note("interval", row$upper, if (p < 1) qbeta(0.975, n.eff * p + 1, n.eff * (1 - p)) else 1, where)
  }
}
cat(R.version.string, "survey", as.character(packageVersion("survey")), "\n")
print(counts); print(worst)
cat("without_width: intervals of width 0 though not everybody answered; narrow: shares nearer than 0.2 / sqrt(n);",
    "zero_error: a standard error of 0 beside them\n")
