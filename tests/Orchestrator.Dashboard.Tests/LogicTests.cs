using System.Text.Json;
using System.Text.Json.Nodes;
using Bunit;
using Orchestrator.Dashboard.Engine;
using Orchestrator.Dashboard.Forms.Answers;
using Orchestrator.Dashboard.Forms.Schema;
using Orchestrator.Dashboard.Processes;
using Orchestrator.Dashboard.Relations;
using Orchestrator.Dashboard.Session;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Processes;
using Orchestrator.Products.Actions;

namespace Orchestrator.Dashboard.Tests;

/// <summary>What pages compute before they show it.</summary>
public sealed class LogicTests
{
    [Fact]
    public void Ids_that_were_made_at_the_same_time_are_told_apart_by_what_is_shown_of_them()
    {
        var time = new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

        Assert.NotEqual(Display.ShortId(Guid.CreateVersion7(time)), Display.ShortId(Guid.CreateVersion7(time)));
    }

    [Theory]
    [InlineData("", null, null, null, null, null)]
    [InlineData("lamp", " lamp ", null, null, null, null)]
    [InlineData("product_name:\"port 10G\" drift:\"drifted\"", null, "port 10G", null, null, "drifted")]
    [InlineData("product_name:\"x  status:y\" status:\"active\" insync:\"false\" a", "a", "x\" status:y", "active", "false", "")]
    [InlineData("a | b", "a | b", null, null, null, null)]
    [InlineData("product_name:\"valve\" (a | b)", "a | b", "valve", null, null, null)]
    public void The_filters_of_an_address_are_one_query(
        string query,
        string? words,
        string? product,
        string? status,
        string? inSync,
        string? drift
    ) => Assert.Equal(query, new SubscriptionFilter(words, product, status, inSync, drift).ToQuery());

    [Fact]
    public void A_customer_of_the_address_is_a_part_of_the_query() =>
        Assert.Equal(
            "status:\"active\" customer_id:\"c 1\"",
            new SubscriptionFilter(SearchText: null, Product: null, "active", InSync: null, Drift: null, "c 1").ToQuery()
        );

    [Fact]
    public void Blocks_and_values_are_a_tree_without_what_has_no_value_and_name_the_subscription_of_another_ones_block()
    {
        var (own, other) = (Guid.NewGuid(), Guid.NewGuid());
        var members = JsonNode.Parse(
            $$"""
            {"speed": 1, "in_use_by_ids": ["x"], "saps": [{"vlan": 100}, {"vlan": null,
              "port": {"name": "eth0", "owner_subscription_id": "{{other}}"} }], "own": {"owner_subscription_id": "{{own}}"} }
            """
        )!;

        var tree = ValueNode.Of(own, members.AsObject());

        Assert.Equal(["speed", "saps[0]", "saps[1]", "own"], tree.Select(static node => node.Name));
        Assert.Equal(["1", null, null, null], tree.Select(static node => node.Value));
        Assert.Equal(("vlan", "100"), (tree[1].Inner[0].Name, tree[1].Inner[0].Value));
        var port = Assert.Single(tree[2].Inner);
        Assert.Equal(("port", other), (port.Name, port.Owner));
        Assert.Equal("eth0", Assert.Single(port.Inner).Value);
        Assert.Null(tree[3].Owner);
    }

    [Fact]
    public void Other_subscriptions_are_those_whose_blocks_are_used_and_those_that_use_these()
    {
        var (own, used, user) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var members = JsonNode.Parse(
            $$"""
            {"block": {"owner_subscription_id": "{{own}}", "in_use_by_relations": [{"subscription_id": "{{user}}"}],
              "ports": [{"owner_subscription_id": "{{used}}", "in_use_by_relations": [{"subscription_id": "{{own}}"}]}]} }
            """
        )!;

        var related = SubscriptionRelations.Of(own, members.AsObject());

        Assert.Equal((used, "block.ports[0]"), related.Used.Select(static edge => (edge.Key, string.Join(' ', edge.Value))).Single());
        Assert.Equal((user, "block"), related.Users.Select(static edge => (edge.Key, string.Join(' ', edge.Value))).Single());
    }

    [Fact]
    public void Who_else_uses_the_block_of_another_subscription_does_not_use_this_one()
    {
        var (own, used, other) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var members = JsonNode.Parse(
            $$"""
            {"block": {"owner_subscription_id": "{{own}}", "left": {"owner_subscription_id": "{{used}}",
              "in_use_by_relations": [{"subscription_id": "{{own}}"}, {"subscription_id": "{{other}}"}]},
              "right": {"owner_subscription_id": "{{used}}"} } }
            """
        )!;

        var related = SubscriptionRelations.Of(own, members.AsObject());

        Assert.Empty(related.Users);
        Assert.Equal(["block.left", "block.right"], Assert.Single(related.Used).Value);
    }

    [Fact]
    public void A_report_of_another_shape_is_shown_as_one_that_cannot_be_read()
    {
        var reports = JsonSerializer.SerializeToElement(new { pump = new { name = 5 } });
        var state = State.Empty.With("__external_resources__", reports);
        var step = Step("Apply", StepStatus.Success, from: null, to: null) with { State = state, StateDelta = state };

        var change = Assert.Single(StepChange.Of(step));

        Assert.Equal(("pump", null), (change.Resource, change.Effect));
    }

    [Theory]
    [InlineData(59, "just now")]
    [InlineData(60, "1 min ago")]
    [InlineData(3_599, "59 min ago")]
    [InlineData(3_660, "1 h 1 min ago")]
    [InlineData(90_000, "1 d 1 h ago")]
    public void An_age_is_told_in_minutes_and_more(long seconds, string shown) => Assert.Equal(shown, UserClock.DescribeAge(seconds));

    [Theory]
    [InlineData(0.004, "4 ms")]
    [InlineData(1.24, "1.2 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(3_660, "1 h 1 min")]
    [InlineData(90_000, "1 d 1 h")]
    [InlineData(-5, "0 ms")]
    public void A_duration_has_its_largest_two_units(double seconds, string shown) =>
        Assert.Equal(shown, UserClock.Describe(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_refusal_names_the_lifecycles_and_links_to_what_is_in_the_way()
    {
        var (related, holder) = (Guid.NewGuid(), Guid.NewGuid());

        var lifecycle = ReconcileBlock.Of(
            new ActionBlock(ActionReason.InvalidStatus)
            {
                Status = SubscriptionLifecycle.Terminated,
                UsableWhen = [SubscriptionLifecycle.Active, SubscriptionLifecycle.Provisioning],
            },
            Guid.NewGuid()
        );
        var relation = ReconcileBlock.Of(
            new ActionBlock(ActionReason.RelationsNotInSync) { LockedRelations = [new(related, "port 1") { LockedBy = holder }] },
            Guid.NewGuid()
        );

        Assert.EndsWith(
            "it is terminated, and the workflow runs only while it is active or provisioning.",
            lifecycle.Reason,
            StringComparison.Ordinal
        );
        Assert.Equal([new($"subscriptions/{related}", "port 1"), new($"processes/{holder}", $"process {holder}")], relation.Links);
    }

    [Theory]
    [InlineData("aborted", "Verify its external systems, and set it in sync on its page.")]
    [InlineData("failed", "Retry it, or abort it and then set it in sync on its page.")]
    public void A_refusal_sends_people_to_a_page_and_not_to_a_request(string status, string advice)
    {
        var block = new ActionBlock(ActionReason.NotInSync) { LockedBy = Guid.NewGuid(), LockedByStatus = status };

        Assert.EndsWith(advice, ReconcileBlock.Of(block, Guid.NewGuid()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_because_of_many_subscriptions_links_to_some_of_them_and_to_the_relations()
    {
        var subscription = Guid.NewGuid();
        RelatedSubscription[] users =
        [
            .. Enumerable.Range(1, 800).Select(static user => new RelatedSubscription(Guid.NewGuid(), $"{user}")),
        ];

        var links = ReconcileBlock.Of(new ActionBlock(ActionReason.InUseByOthers) { UnterminatedInUseBy = users }, subscription).Links;

        Assert.Equal(["1", "2", "3", "4", "5", "795 more among its relations"], links.Select(static link => link.Text));
        Assert.Equal($"subscriptions/{subscription}#relations", links[^1].Address);
    }

    [Theory]
    [InlineData(80, 80)]
    [InlineData(81, 81)]
    [InlineData(500, 81)]
    public void A_value_in_a_sentence_has_at_most_80_characters_and_says_that_more_follows(int length, int shown)
    {
        var text = Display.ShortValue(JsonSerializer.SerializeToElement(new string('x', length)));

        Assert.Equal((shown, length > 80), (text.Length, text.EndsWith('…')));
    }

    [Fact]
    public void A_value_is_not_shortened_within_a_character() =>
        Assert.Equal(
            $"{new string('x', 79)}…",
            Display.ShortValue(JsonSerializer.SerializeToElement($"{new string('x', 79)}\U0001F600 and more"))
        );

    [Fact]
    public void Fields_at_different_places_have_notes_with_different_ids_without_spaces()
    {
        string[] paths = ["a/b", "a-b", "a%2Fb", "a b", "a/-b", "a-/b"];
        var field = new FormField("field", "Field", FieldWidget.Text, []) { Help = "Help" };

        var ids = paths.Select(path => new FieldSlot(field, "Field", path, new JsonObject(), Index: null, new()).NoteId!).ToArray();

        Assert.Equal(paths.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, static id => Assert.DoesNotContain(' ', id));
    }

    [Fact]
    public void The_bars_of_steps_lie_in_the_time_of_the_process()
    {
        var start = DateTimeOffset.UnixEpoch;
        var process = Process(
            start,
            Step("Start", StepStatus.Success, start, start.AddSeconds(1)),
            Step("Work", StepStatus.Failed, start.AddSeconds(1), start.AddSeconds(4)),
            Step("Done", status: null, from: null, to: null)
        );

        var rows = StepRow.Of(process);

        Assert.Equal([(0, 25), (25, 75), (0, 0)], rows.Select(static row => (row.Start, row.Width)));
        Assert.Equal([false, false, true], rows.Select(static row => row.IsNext));
        Assert.Equal("broken", rows[1].Error);
    }

    private static ProcessStepDetail Step(string name, StepStatus? status, DateTimeOffset? from, DateTimeOffset? to) =>
        new(null, name, status, "ann", from, to, State.Empty.With("error", "broken"), State.Empty, SkipReason: null);

    private static ProcessDetail Process(DateTimeOffset start, params ProcessStepDetail[] steps) =>
        new(
            Guid.NewGuid(),
            Guid.NewGuid(),
            "work",
            Target.System,
            IsTask: true,
            "ann",
            "SYSTEM",
            ProcessStatus.Failed,
            "Work",
            FailedReason: null,
            Traceback: null,
            start,
            start,
            Note: null,
            [],
            State.Empty,
            steps,
            Form: null
        );

    [Theory]
    [InlineData("node_name", "Node")]
    [InlineData("node_name_3", "Node 3")]
    [InlineData("speed", "Speed in Mbit/s")]
    [InlineData("speed_x", "speed_x")]
    [InlineData("other_2", "other_2")]
    public void The_labels_of_a_summary_are_those_of_the_summaries_or_the_fields_with_a_number_after_them(string label, string text)
    {
        var texts = new FieldTexts(
            JsonNode
                .Parse("""{"node_name": "Name of the node", "speed": "Speed in Mbit/s", "summary": {"node_name": "Node"} }""")!
                .AsObject()
        );

        Assert.Equal(text, texts.SummaryLabelOf(label));
    }

    [Fact]
    public void A_form_gives_its_buttons_captions_and_colours()
    {
        var schema = JsonNode.Parse(
            """
            {"properties": {"buttons": {"type": "object", "title": "Buttons",
              "default": {"previous": {"text": "Other"}, "next": {"text": "Remove", "color": "danger"} } } } }
            """
        )!;

        var page = SchemaReader.Read(schema.AsObject(), FieldTexts.Empty);

        Assert.Equal(("Remove", MudBlazor.Color.Error), (page.CaptionOf("next"), Display.ButtonColorOf(page.ColorOf("next"), default)));
        Assert.Equal(MudBlazor.Color.Info, Display.ButtonColorOf(page.ColorOf("previous"), MudBlazor.Color.Info));
    }

    [Theory]
    [InlineData("", "the whole object")]
    [InlineData("ports[0].vlan_range", "ports[0].vlan_range")]
    public void A_path_is_one_text_that_breaks_between_its_members(string path, string text)
    {
        using var context = new BunitContext();

        var shown = context.Render<PathText>(parameters => parameters.Add(static shown => shown.Path, path));

        Assert.Equal(text, shown.Find("code").TextContent);
        Assert.Equal(path.Length == 0 ? 0 : 3, shown.FindAll("wbr").Count);
    }

    [Theory]
    [InlineData("[]", "none")]
    [InlineData("[{}]", "none")]
    [InlineData("""[{"query": "", "product": "l2vpn", "canary": null, "only_drifted": true}]""", "product: l2vpn, only drifted: yes")]
    [InlineData("""[{"product": "a"}, {"ports": [{"vlan": 1}, {"vlan": 2}]}]""", "product: a; ports: vlan: 1, vlan: 2")]
    public void Answers_to_a_form_are_shown_in_words(string pages, string text)
    {
        using var document = JsonDocument.Parse(pages);

        Assert.Equal(text, AnswerText.Of([.. document.RootElement.EnumerateArray()]));
    }
}
