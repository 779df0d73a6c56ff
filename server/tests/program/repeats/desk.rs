//! What staff and leads do at their desks.

use super::forms::forms;
use super::twice::World;

const NEW: &str = "13911110009";

pub async fn stories(world: &mut World) {
    let lead = world.who("社区书记", 0).await;
    // `accounts` has changed the role in use.
    let role = world.form("use_grant", "/me", &lead, &[]).await;
    let _ = world.server.post("/do/use_grant", &lead, &role.body()).await;
    dispatching(world, &lead).await;
    people(world, &lead).await;
    for (function, page, typed) in [
        ("set_hours", "/desk/hours", &[("hours", "8:00-12:00,13:00-17:00")][..]),
        ("set_telephone", "/desk/telephone", &[("telephone", "0512-57000001")]),
    ] {
        let form = world.form(function, page, &lead, &[]).await;
        world.twice(function, &lead, &form.with(typed)).await;
    }
    let company = world.who("物业", 0).await;
    let duty = world.form("set_duty_telephone", "/jobs/telephone", &company, &[]).await;
    world.twice("set_duty_telephone", &company, &duty.with(&[("telephone", "0512-57000002")])).await;
    let district = world.who("区", 0).await;
    let levels = world.form("set_satisfaction_rule", "/desk/figures", &district, &[]).await;
    world
        .twice("set_satisfaction_rule", &district, &levels.with(&[("from", "2027-03"), ("levels", "2")]))
        .await;
    lists(world, &lead).await;
}

async fn lists(world: &mut World, lead: &str) {
    for function in ["publish_service", "save_own_text", "publish_list"] {
        let form = world.form(function, "/desk/lists", lead, &[]).await;
        let typed: &[(&str, &str)] =
            if function == "save_own_text" { &[("own_text", "周三不办")] } else { &[] };
        world.twice(function, lead, &form.with(typed)).await;
    }
}

async fn dispatching(world: &mut World, lead: &str) {
    let desk = world.page("/desk", lead).await;
    let order = desk.split("order=K101-").nth(1).unwrap();
    let order = format!("/desk?order=K101-{}", &order[..4]);
    let look = world.form("look_at_number", &order, lead, &[("whose", "resident")]).await;
    let landed = world.twice("look_at_number", lead, &look.with(&[("reason", "progress")])).await;
    assert!(world.page(&landed, lead).await.contains("href=\"tel:1"), "the number stands there");
    let plan = world.form("carry_out_plan", "/desk/plan", lead, &[]).await;
    assert!(plan.fields.iter().any(|(field, _)| field.starts_with("row-K101-")), "{plan:?}");
    world.twice("carry_out_plan", lead, &plan).await;
    let repairs = world.form("send_repairs", "/desk/rules", lead, &[]).await;
    world.twice("send_repairs", lead, &repairs).await;
    let rule = world.form("set_service_rule", "/desk/rules", lead, &[]).await;
    world.twice("set_service_rule", lead, &rule.with(&[("rule", "by_hand")])).await;
}

async fn people(world: &mut World, lead: &str) {
    let grant = world.form("grant_role", "/desk/people", lead, &[]).await;
    let grant = grant.with(&[("phone", NEW), ("name", "孙新"), ("role", "member"), ("area", "K101")]);
    world.twice("grant_role", lead, &grant).await;
    let page = "/desk/people";
    let rename =
        world.form("rename_holder", page, lead, &[("name", "孙新")]).await.with(&[("name", "孙新华")]);
    world.twice("rename_holder", lead, &rename).await;
    let admin = world.who("管理员", 0).await;
    let (page, of_new) = ("/desk/people?area=K101", [("grant", rename.get("grant").unwrap())]);
    let lock = world.form("lock_account", page, &admin, &of_new).await;
    world.twice("lock_account", &admin, &lock).await;
    let unlock = world.form("unlock_account", page, &admin, &of_new).await;
    world.twice("unlock_account", &admin, &unlock).await;
    let find = world.form("find_person", "/desk/find", lead, &[]).await;
    let find = find.with(&[("words", "孙新华"), ("reason", "call")]);
    assert!(world.twice("find_person", lead, &find).await.starts_with("/desk/find/"));
    // The plan has just put orders into the hands of members: whoever loses the role leaves them behind.
    let members = members(world).await;
    let mut left_behind = 0;
    for form in forms(&world.page("/desk/people", lead).await, "/do/revoke_role") {
        if form.get("grant").is_some_and(|grant| members.iter().any(|member| member == grant)) {
            let landed = world.twice("revoke_role", lead, &form).await;
            left_behind += usize::from(landed.ends_with("done=revoke_left"));
        }
    }
    assert!(left_behind > 0, "somebody had an order in hand");
}

/// The grants of all members.
async fn members(world: &World) -> Vec<String> {
    #[derive(backend::store::FromRow)]
    struct Row {
        id: String,
    }
    let mut tx = world.server.backend.store.read().await.unwrap();
    let sql = "SELECT id FROM grants WHERE role = 'member' AND revoked_at IS NULL";
    let rows: Vec<Row> = tx.all(sql, Vec::new()).await.unwrap();
    rows.into_iter().map(|row| row.id).collect()
}
