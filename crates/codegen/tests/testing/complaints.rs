//! What a test that fails says.

use crate::stock::{
    AddedPayload, MovementsAddress, OnReserveReply, TakenPayload, messages, testing,
};

/// What a test says that fails in `attempt`.
fn complaint<F: Future<Output = ()>>(attempt: impl FnOnce(testing::Harness) -> F) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime");
    let run = || runtime.block_on(async { attempt(testing::stock()).await });
    let panic =
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).expect_err("a complaint");
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => (*panic.downcast::<&str>().expect("a text")).to_owned(),
    }
}

#[test]
fn a_failing_assertion_says_what_happened_instead() {
    let york = || MovementsAddress::new("york");
    let leeds = || MovementsAddress::new("leeds");
    let move_some = async |test: &testing::Harness| {
        test.client()
            .moved(york(), TakenPayload::new(2))
            .await
            .expect("it is taken");
    };
    let complaints = [
        complaint(async |test| drop(test.assert_published::<messages::Taken>())),
        complaint(async |test| {
            move_some(&test).await;
            test.assert_published::<messages::Added>();
        }),
        complaint(async |test| {
            move_some(&test).await;
            test.assert_published_to::<messages::Taken>(&leeds());
        }),
        complaint(async |test| {
            move_some(&test).await;
            test.assert_published::<OnReserveReply>();
        }),
        complaint(async |test| {
            move_some(&test).await;
            test.assert_nothing_published();
        }),
        complaint(async |test| drop(test.expect_published::<messages::Taken>(0).await)),
        complaint(async |test| drop(test.deliver_moved(york(), TakenPayload::new(1)).await)),
        complaint(async |test| {
            drop(
                test.send(&york(), messages::Added::new(AddedPayload::new(0)))
                    .await,
            )
        }),
        complaint(async |test| {
            let _stream = test
                .client()
                .subscribe_moved("shop")
                .await
                .expect("a stream");
            test.deliver_moved(york(), TakenPayload::new(1)).await;
        }),
        complaint(async |test| {
            let server = test.client().serve("shop");
            test.run(server).await;
        }),
    ];
    insta::assert_snapshot!(complaints.join("\n\n"));
}

#[test]
fn the_harness_says_where_it_belongs() {
    let panic = std::panic::catch_unwind(|| drop(testing::stock())).expect_err("no runtime");
    assert_eq!(
        panic.downcast_ref::<&str>(),
        Some(
            &"make the harness in a test of tokio on one thread, where time can stand still: `#[tokio::test] async fn …`"
        )
    );
}
