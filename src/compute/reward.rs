//! What commendations cost: coefficient times base salary, rounded up.

use chrono::NaiveDate;

use crate::record::award::{Award, Commendation, Rates};

/// The amounts of one kind of award.
#[derive(Debug, PartialEq, Eq)]
pub struct Reward<'r> {
    /// The id of the award.
    pub id: &'r str,
    /// Its name.
    pub name: &'r str,
    /// Whether it is for units.
    pub collective: bool,
    /// Đồng for each.
    pub each: u64,
    /// How many are given.
    pub count: u64,
}

impl Reward<'_> {
    /// Returns what the awards of this kind cost together, in đồng.
    pub fn sum(&self) -> u64 {
        self.each.saturating_mul(self.count)
    }
}

/// The amounts of a round of commendation.
#[derive(Debug, Default)]
pub struct Rewards<'r> {
    /// The base salary of the day, in đồng.
    pub salary: u64,
    /// The kinds that are given, in the order of the rates.
    pub kinds: Vec<Reward<'r>>,
}

impl Rewards<'_> {
    /// Returns what all awards cost, in đồng.
    pub fn total(&self) -> u64 {
        self.kinds.iter().map(Reward::sum).sum()
    }

    /// Returns the amount of one award, in đồng.
    pub fn each(&self, id: &str) -> u64 {
        self.kinds.iter().find(|reward| reward.id == id).map_or(0, |reward| reward.each)
    }
}

/// Returns the amounts of a round decided on a day.
pub fn rewards<'r>(round: &Commendation, rates: &'r Rates, day: NaiveDate) -> Rewards<'r> {
    let in_force = rates.salaries.iter().rfind(|salary| salary.from.day <= day);
    let salary = in_force.map_or(0, |salary| positive(salary.amount.value));
    let given = round.collectives.iter().map(|one| &one.award).chain(round.individuals.iter().map(|one| &one.award));
    let given: Vec<&str> = given.map(|award| award.text.as_str()).collect();
    let count = |award: &Award| given.iter().filter(|id| **id == award.id.text).count() as u64;
    let kinds = rates.awards.iter().map(|award| Reward {
        id: &award.id.text,
        name: &award.name.text,
        collective: award.receiver == crate::record::award::Receiver::Collective,
        each: amount(positive(award.factor.at(4)), salary, positive(rates.round_to.value)),
        count: count(award),
    });
    Rewards { salary, kinds: kinds.filter(|reward| reward.count > 0).collect() }
}

fn positive(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

/// Returns `factor` (in ten-thousandths) times `salary`, rounded up to a multiple of `step`.
fn amount(factor: u64, salary: u64, step: u64) -> u64 {
    let exact = factor.saturating_mul(salary).div_ceil(10_000);
    exact.div_ceil(step.max(1)).saturating_mul(step.max(1))
}

#[cfg(test)]
mod tests {
    use super::amount;

    /// Figures of the decree on commendation and of pages that print them, for four base salaries.
    #[test]
    fn amounts_are_rounded_up_to_tens_of_thousands() {
        let rows = [
            (3_000, 2_340_000, 710_000),
            (10_000, 2_340_000, 2_340_000),
            (8_000, 2_340_000, 1_880_000),
            (6_000, 2_340_000, 1_410_000),
            (3_000, 2_530_000, 760_000),
            (8_000, 2_530_000, 2_030_000),
            (3_000, 1_800_000, 540_000),
            (3_000, 1_490_000, 450_000),
            (8_000, 1_490_000, 1_200_000),
            (6_000, 1_490_000, 900_000),
        ];
        for (factor, salary, wanted) in rows {
            assert_eq!(amount(factor, salary, 10_000), wanted, "{factor} × {salary}");
        }
    }
}
