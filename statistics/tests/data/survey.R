# Makes survey.json and the tables beside it: what R's package survey says of its own data sets.
#
#   apt-get install r-base-core r-cran-survey r-cran-jsonlite   # R 4.2.2, survey 4.1-1, jsonlite 1.8.4
#   Rscript survey.R
#
# The data sets apistrat, apiclus1 and apisrs (package survey, data(api)) are samples of Californian schools with the
# Academic Performance Index of 2000, published by the California Department of Education (the package, GPL-2 or GPL-3,
# carries them; nothing of its code is here). Of them only the columns that are needed are written. Made up here: `rating`, five steps of the share of free meals, and the columns `…_partial`,
# where some answers are taken away.
suppressMessages({ library(survey); library(jsonlite) })
options(digits = 17, survey.lonely.psu = "fail")
data(api)

prepare <- function(data) {
  rows <- seq_len(nrow(data))
  data$wide <- as.character(data$sch.wide)
  data$awards <- as.character(data$awards)
  data$rating <- as.numeric(cut(data$meals, c(-1, 20, 40, 60, 80, 100)))
  data$wide_partial <- ifelse(rows %% 7 == 0, NA, data$wide)
  data$rating_partial <- ifelse(rows %% 5 == 0, NA, data$rating)
  data
}
strat <- prepare(apistrat); clus <- prepare(apiclus1); srs <- prepare(apisrs)
questions <- c("wide", "awards", "rating", "api00", "wide_partial", "rating_partial")

write_table <- function(table, file) write.csv(table, file, row.names = FALSE, quote = FALSE, na = "")
answers <- function(data, ...) cbind(household = data$snum, ..., data[, c(questions, "stype")])
write_table(answers(strat, stratum = strat$stype, cluster = strat$dnum, weight = strat$pw), "apistrat.csv")
write_table(answers(clus, stratum = "all", cluster = clus$dnum, weight = clus$pw), "apiclus1.csv")
write_table(answers(srs, stratum = "all", weight = srs$pw), "apisrs.csv")
write_table(data.frame(stratum = c("E", "H", "M"), households = c(4421, 755, 1018)), "apistrat_strata.csv")
write_table(data.frame(stratum = "all", households = 6194, clusters = 757), "apiclus1_strata.csv")
write_table(data.frame(stratum = "all", households = 6194), "apisrs_strata.csv")

types <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
wides <- data.frame(wide = c("No", "Yes"), Freq = c(1072, 5122))
margins <- rbind(data.frame(variable = "stype", level = types$stype, households = types$Freq),
                 data.frame(variable = "wide", level = wides$wide, households = wides$Freq))
write_table(margins, "margins.csv")

calls <- list(
  strat = "svydesign(id=~1, strata=~stype, weights=~pw, data=strat, fpc=~fpc)",
  strat_clusters = "svydesign(id=~dnum, strata=~stype, weights=~pw, data=strat, nest=TRUE)",
  srs = "svydesign(id=~1, weights=~pw, data=srs, fpc=~fpc)",
  clus = "svydesign(id=~dnum, weights=~pw, data=clus, fpc=~fpc)",
  clus_endless = "svydesign(id=~dnum, weights=~pw, data=clus)",
  clus_post = "postStratify(svydesign(id=~dnum, weights=~pw, data=clus, fpc=~fpc), ~stype, types)",
  strat_post = "postStratify(svydesign(id=~1, strata=~stype, weights=~pw, data=strat, fpc=~fpc), ~wide, wides)",
  clus_raked = paste("rake(svydesign(id=~dnum, weights=~pw, data=clus, fpc=~fpc), list(~stype, ~wide),",
                     "list(types, wides), control=list(maxit=2000, epsilon=1e-13))"),
  strat_raked = paste("rake(svydesign(id=~1, strata=~stype, weights=~pw, data=strat, fpc=~fpc), list(~stype, ~wide),",
                      "list(types, wides), control=list(maxit=2000, epsilon=1e-13))")
)
skipped <- list(strat_post = "wide", clus_raked = "wide", strat_raked = "wide")

# How many degrees of freedom the margins settle: of each variable its levels less one. R leaves them in.
settled <- c(clus_post = 2, strat_post = 1, clus_raked = 3, strat_raked = 3)
freedom <- function(name, design) degf(design) - if (name %in% names(settled)) settled[[name]] else 0

# svyciprop(method = "beta"), which is checked, with three differences. Of a calibrated design without those who didn't answer,
# svyciprop counts the latter among nrow(design), of any other it doesn't: here they never count. What margins settle is taken
# from the degrees of freedom. And the effective number of answers is never more than
# four times Kish's, when so many of the 6194 schools were asked; nothing here comes near it.
korn_graubard <- function(m, design, level, df, asked) {
  tail <- (1 - level) / 2; n <- sum(weights(design) != 0); p <- coef(m)[[1]]; w <- weights(design)
  most <- 4 * sum(w)^2 / sum(w^2) / (1 - asked / 6194)
  unsure <- (qt(tail, n - 1) / qt(tail, df))^2
  effective <- p * (1 - p) / vcov(m)[[1]]
  n.eff <- min(effective, most) * unsure
  interval <- c(qbeta(tail, n.eff * p, n.eff * (1 - p) + 1), qbeta(1 - tail, n.eff * p + 1, n.eff * (1 - p)))
  if (n == nrow(design) && df == degf(design))
    stopifnot(all.equal(interval, as.numeric(attr(svyciprop(~hit, design, method = "beta", level = level), "ci")), tolerance = 1e-13))
  interval
}

number <- function(x) as.numeric(x)[1]
figures <- function(name, question, level) {
  design <- eval(parse(text = calls[[name]]))
  asked <- nrow(design)
  design$variables$asked <- design$variables[[question]]
  design <- subset(design, !is.na(asked))
  row <- function(of, m, interval) {
    list(design = name, question = question, level = of, confidence = level, estimate = number(coef(m)),
         se = number(SE(m)), lower = interval[1], upper = interval[2], n = sum(weights(design) != 0),
         deff = number(deff(m)), degf = freedom(name, design))
  }
  rows <- list()
  if (question != "api00") for (of in sort(unique(na.omit(design$variables$asked)))) {
    design$variables$hit <- as.numeric(design$variables$asked %in% of)
    m <- svymean(~hit, design, deff = TRUE)
    interval <- korn_graubard(m, design, level, freedom(name, design), asked)
    rows <- c(rows, list(row(as.character(of), m, interval)))
  }
  if (is.numeric(design$variables$asked)) {
    # A calibrated design keeps those who didn't answer, with the weight 0: their value must be some number.
    design$variables$value <- ifelse(is.na(design$variables$asked), 0, design$variables$asked)
    m <- svymean(~value, design, deff = TRUE)
    interval <- as.numeric(confint(m, level = level, df = freedom(name, design)))
    rows <- c(rows, list(row("mean", m, interval)))
  }
  rows
}

rows <- list()
for (name in names(calls)) for (question in setdiff(questions, skipped[[name]]))
  rows <- c(rows, figures(name, question, 0.95))
rows <- c(rows, figures("strat", "awards", 0.9), figures("clus_raked", "rating", 0.9))
weights_of <- function(name) {
  w <- weights(eval(parse(text = calls[[name]])))
  list(first = as.numeric(w[1:12]), sum = sum(w))
}
result <- list(
  made_by = paste(R.version.string, "survey", packageVersion("survey")),
  calls = calls,
  figures = paste("svymean(~hit, subset(design, !is.na(asked)), deff=TRUE); svyciprop(~hit, ., method='beta');",
                  "confint(svymean(~value, ., deff=TRUE), df=degf(.)), with the three differences of survey.R"),
  weights = list(clus_post = weights_of("clus_post"), clus_raked = weights_of("clus_raked"),
                 strat_raked = weights_of("strat_raked")),
  rows = rows)
writeLines(toJSON(result, auto_unbox = TRUE, digits = NA, pretty = 1), "survey.json")
