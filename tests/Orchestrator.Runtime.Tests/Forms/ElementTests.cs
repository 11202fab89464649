using System.ComponentModel.DataAnnotations;
using Orchestrator.Forms;
using Orchestrator.Forms.Fields;
using static Orchestrator.Tests.Forms.Asked;

namespace Orchestrator.Tests.Forms;

/// <summary>What a page shows and does not ask for.</summary>
public sealed class ElementTests
{
    private static readonly Guid Subscription = Guid.Parse("6a1f7c1e-2d5e-4f55-9d2c-0d5a7ad1f001");

    public sealed record ShowingPage : FormPage
    {
        public FormLabel NodeSettings { get; } = new();

        public FormLabel Hint { get; init; } = new("Read this");

        public FormDivider Line { get; } = new();

        public FormMarkdown Notes { get; init; } = new("**Careful**") { Color = "warning" };

        public FormCallout Warning { get; init; } =
            new("Downtime")
            {
                Message = "An hour",
                Icon = "alert",
                Kind = FormCalloutKind.Warning,
            };

        [Display(Description = "What changes")]
        public FormSummary? Summary { get; init; }

        public FormSubscription? Shown { get; init; }

        public FormButtons Buttons { get; init; } = new() { Next = new("Create Schedule", "primary"), Previous = new() };

        public string Name { get; init; } = "x";
    }

    public sealed record AcceptPage : FormPage
    {
        public FormChecklist Tasks { get; init; } =
            new(
                new("Before you start", FormChecklistKind.Label),
                new("Call the customer"),
                new("Leave a message", FormChecklistKind.OptionalSubTask)
            );
    }

    public sealed record ParameterPage(FormLabel Label, string Name) : FormPage;

    private static AskedRecord Page =>
        AskedRecord.Filled<ShowingPage>(static page =>
            page with
            {
                Summary = new()
                {
                    Headers = ["before", "after"],
                    Labels = ["node_name"],
                    Columns =
                    [
                        ["r1"],
                        ["<!doctype html><b>"],
                    ],
                },
                Shown = new(Subscription),
            }
        );

    [Fact]
    public void Each_element_is_described_as_clients_know_it()
    {
        AssertField(
            Page,
            "node_settings",
            """{"anyOf":[{"type":"string"},{"type":"null"}],"default":null,"format":"label","title":"Node Settings","type":"string"}"""
        );
        AssertField(
            Page,
            "hint",
            """{"anyOf":[{"type":"string"},{"type":"null"}],"default":"Read this","format":"label","title":"Hint","type":"string"}"""
        );
        AssertField(
            Page,
            "line",
            """{"anyOf":[{"type":"string"},{"type":"null"}],"default":null,"format":"divider","title":"Line","type":"string"}"""
        );
        AssertField(
            Page,
            "notes",
            """{"type":"string","format":"markdown","title":"Notes","default":{"content":"**Careful**","color":"warning"}}"""
        );
        AssertField(
            Page,
            "warning",
            """{"$ref":"#/$defs/Callout","type":"string","format":"callout","title":"Warning","default":{"header":"Downtime","message":"An hour","icon_type":"alert","message_type":"warning"}}"""
        );
        AssertField(Page, "shown", $$"""{"type":"string","format":"subscription","title":"Shown","default":"{{Subscription}}"}""");
        AssertField(
            Page,
            "buttons",
            """{"type":"object","properties":{},"title":"Buttons","default":{"previous":{},"next":{"text":"Create Schedule","color":"primary"}}}"""
        );
    }

    [Fact]
    public void A_summary_is_a_table_of_columns_in_which_no_text_becomes_markup()
    {
        const string Data =
            """{"data":{"headers":["before","after"],"labels":["node_name"],"columns":[["r1"],["&lt;!doctype html&gt;&lt;b&gt;"]]}}""";

        AssertField(
            Page,
            "summary",
            $$"""{"$ref":"#/$defs/MigrationSummaryValue","default":null,"type":"string","format":"summary","description":"What changes","uniforms":{{Data}},"extraProperties":{{Data}}}"""
        );
        AssertJson(
            """{"properties":{},"title":"MigrationSummaryValue","type":"object"}""",
            PageSchema.Describe(Page)["$defs"]!["MigrationSummaryValue"]
        );
    }

    [Theory]
    [InlineData("a,b", "x")]
    [InlineData("a", "")]
    public void A_summary_whose_columns_do_not_fit_its_labels_fails_before_a_client_does(string labels, string columns)
    {
        var page = AskedRecord.Filled(
            new ShowingPage
            {
                Summary = new()
                {
                    Labels = labels.Split(','),
                    Columns = [.. columns.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static cell => (string[])[cell])],
                },
            }
        );

        Assert.Contains(
            "'Summary'",
            Assert.Throws<IncorrectFormException>(() => PageSchema.Describe(page)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_element_is_never_required_and_what_is_posted_for_it_is_ignored()
    {
        var page = Read<ShowingPage>(
            Page,
            """{"node_settings":"x","line":1,"notes":null,"warning":{},"summary":[],"shown":"y","buttons":{"next":{}},"name":"n"}"""
        );

        Assert.False(PageSchema.Describe(Page).ContainsKey("required"));
        Assert.Equal(("n", "Read this", Subscription), (page.Name, page.Hint.Text, page.Shown!.SubscriptionId));
        Assert.Equal("x", Read<ShowingPage>(Page, "{}").Name);
    }

    [Fact]
    public void An_element_that_is_not_given_is_not_shown()
    {
        var page = AskedRecord.Empty(typeof(ShowingPage));

        Assert.False(PageSchema.Describe(page)["properties"]!.AsObject().ContainsKey("summary"));
        Assert.Equal("summary extra_forbidden: Extra inputs are not permitted", RefuseOne<ShowingPage>(page, """{"summary":1}"""));
    }

    [Fact]
    public void A_checklist_is_accepted_when_all_of_it_is_done()
    {
        var page = AskedRecord.Empty(typeof(AcceptPage));

        AssertField(
            page,
            "tasks",
            """{"type":"string","format":"accept","enum":["ACCEPTED","INCOMPLETE"],"title":"Tasks","data":[["Before you start","label"],["Call the customer","checkbox"],["Leave a message",">checkbox?"]]}"""
        );
        Assert.Equal("""["tasks"]""", PageSchema.Describe(page)["required"]!.ToJsonString());
        Assert.Equal(3, Read<AcceptPage>(page, """{"tasks":"ACCEPTED"}""").Tasks.Lines.Count);
        Assert.Equal("tasks value_error: Not all tasks are done", RefuseOne<AcceptPage>(page, """{"tasks":"INCOMPLETE"}"""));
        Assert.Equal("tasks enum: Input should be 'ACCEPTED' or 'INCOMPLETE'", RefuseOne<AcceptPage>(page, """{"tasks":true}"""));
        Assert.Equal("tasks missing: Field required", RefuseOne<AcceptPage>(page, "{}"));
    }

    [Fact]
    public void The_parameters_of_a_record_can_be_elements()
    {
        var page = Read<ParameterPage>(AskedRecord.Filled(new ParameterPage(new("Here"), "a")), """{"name":"b"}""");

        Assert.Equal(("Here", "b"), (page.Label.Text, page.Name));
    }
}
