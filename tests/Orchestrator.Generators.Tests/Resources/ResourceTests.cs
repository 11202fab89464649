using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class ResourceTests
{
    private const string Model = """
        namespace App;

        [Product("line")]
        public sealed partial class Line : SubscriptionModel
        {
            public Circuit Circuit { get; set; } = new();
        }

        [ProductBlock("Circuit")]
        public sealed partial class Circuit : ProductBlock
        {
            [RequiredFrom(SubscriptionLifecycle.Provisioning)] public int? Speed { get; set; }
            public string? Key { get; set; }
        }

        public interface IClient;

        public sealed record LineState(
            int Speed,
            [property: ElementKey(nameof(End.Port))] IReadOnlyList<End> Ends,
            [property: Unordered] List<int> Vlans,
            Dictionary<string, End>? Named,
            [property: Sensitive] string Secret,
            [property: NotCompared] int Revision,
            [property: WriteOnly] string Password,
            Clock Clock
        );

        public sealed record End(Guid Port, int? Vlan);

        public sealed class Clock { public TimeSpan Offset { get; set; } [NotCompared] public int Drift { get; set; } }

        """;

    private const string Resource = """
        [ExternalResource("line in the manager", System = "nrm")]
        public sealed partial class NrmLineResource(IClient client, [FromKeyedServices("x")] IClient other) : ExternalResource<Line, Line.Provisioning, LineState>
        {
            public IClient Client => client ?? other;
            public override string? Identify(Line subscription) => subscription.Circuit.Key;
            public override LineState Describe(Line.Provisioning subscription) => new(subscription.Circuit.Speed, [], [], null, "", 0, "", new());
            public override Task<LineState?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<LineState?>(null);
            public override Task<string> ApplyAsync(string? key, LineState desired, LineState? actual, CancellationToken cancellationToken) => Task.FromResult("k");
            public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        """;

    private const string Workflows = """
        public static partial class Workflows
        {
            [ModifyWorkflow(typeof(Line), "Modify line")] public static StepList ModifyLine() => Begin >> Chain >> Store;
            [TerminateWorkflow(typeof(Line), "Terminate line")] public static StepList TerminateLine() => Begin >> Remove<NrmLineResource>();
            [ExternalSystemSteps] public static StepList Chain => Begin >> Apply<NrmLineResource>();
            [Step("Store key")] static Line Store(Line subscription, string nrmLineKey) { subscription.Circuit.Key = nrmLineKey; return subscription; }
        }
        """;

    private static string Source { get; } = Author("using Microsoft.Extensions.DependencyInjection;\n" + Model + Resource + Workflows);

    [Fact]
    public void A_resource_gets_its_comparison_its_view_and_its_registration()
    {
        var run = Run(Source);
        using var loaded = run.Load();

        Snapshot.Match(run);
        var binding = loaded.Catalog().Resources.Find(loaded.Type("App.NrmLineResource"));
        Assert.Equal(
            ("NrmLineResource", "line in the manager", "nrm_line_key", "nrm", true),
            (binding.Id, binding.Name, binding.StateKey, binding.System, binding.IsReadable)
        );
    }

    [Fact]
    public async Task Rules_have_nothing_to_say_of_a_resource_in_the_chains_of_its_product() =>
        Assert.Empty(await AnalyzerTest.VerifyAsync(Source));

    [Fact]
    public void An_older_identity_and_a_system_that_cannot_be_read_are_registered()
    {
        var run = Run(Source.Replace("System = \"nrm\"", "Id = \"Old\", Readable = false", StringComparison.Ordinal));
        using var loaded = run.Load();

        var binding = loaded.Catalog().Resources.Find(loaded.Type("App.NrmLineResource"));
        Assert.Equal(("Old", null, false), (binding.Id, binding.System, binding.IsReadable));
    }

    [Fact]
    public async Task A_step_that_needs_the_key_where_what_is_described_may_be_null_is_reported() =>
        Assert.Contains(
            "nrm_line_key",
            Assert
                .Single(
                    await AnalyzerTest.VerifyAsync(
                        Source
                            .Replace("public override LineState Describe", "public override LineState? Describe", StringComparison.Ordinal)
                            .Replace("Chain >> Store", "Chain >> {|ORCH3003:Store|}", StringComparison.Ordinal)
                    )
                )
                .GetMessage(),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("", "LineState", "LineState")]
    [InlineData("#nullable disable\n", "LineState", "LineState")]
    [InlineData("", "TState", "TState")]
    public async Task A_step_may_need_the_key_where_a_base_class_describes_what_is_never_null(
        string context,
        string state,
        string described
    )
    {
        const string Describe =
            "    public override LineState Describe(Line.Provisioning subscription) =>"
            + " new(subscription.Circuit.Speed, [], [], null, \"\", 0, \"\", new());\n";
        var arguments = state == "TState" ? "<LineState>" : "";
        var parameters = state == "TState" ? "<TState>" : "";
        var constraint = state == "TState" ? " where TState : class" : "";

        Assert.Empty(
            await AnalyzerTest.VerifyAsync(
                Source
                    .Replace("ExternalResource<Line, Line.Provisioning, LineState>", $"Described{arguments}", StringComparison.Ordinal)
                    .Replace(Describe, "", StringComparison.Ordinal)
                    + $$"""

                    {{context}}
                    public abstract class Described{{parameters}} : ExternalResource<Line, Line.Provisioning, {{state}}>{{constraint}}
                    {
                        public override {{described}} Describe(Line.Provisioning subscription) => throw new NotSupportedException();
                    }
                    """
            )
        );
    }

    [Fact]
    public void A_constructor_that_sets_what_is_required_is_called()
    {
        var run = Run(
            Source
                .Replace(
                    "NrmLineResource(IClient client, [FromKeyedServices(\"x\")] IClient other) :",
                    "NrmLineResource :",
                    StringComparison.Ordinal
                )
                .Replace(
                    "public IClient Client => client ?? other;",
                    "[System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public NrmLineResource() => Zone = \"z\";"
                        + " public required string Zone { get; init; }",
                    StringComparison.Ordinal
                )
        );

        run.Load().Dispose();
        Assert.Contains("new global::App.NrmLineResource()", run.File("App.NrmLineResource.Resource.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_on_a_resource_of_another_product_is_reported() =>
        await AnalyzerTest.VerifyAsync(
            Source
                + """
                [Product("other")] public sealed partial class Other : SubscriptionModel;
                public static partial class Others
                {
                    [ValidateWorkflow(typeof(Other), "Validate other")] public static StepList ValidateOther() => Begin >> {|ORCH3003:Compare<NrmLineResource>()|};
                }
                """
        );

    [Fact]
    public async Task A_copy_of_a_chain_of_resources_is_reported() =>
        await AnalyzerTest.VerifyAsync(
            Source
                + """
                public static partial class Workflows
                {
                    [ModifyWorkflow(typeof(Line), "Move line", Reconcile = false)] public static StepList MoveLine() => Begin >> Turn;
                    [ModifyWorkflow(typeof(Line), "Turn line")] public static StepList TurnLine() => Begin >> Turn >> {|ORCH2004:Apply<NrmLineResource>()|};
                    [Step("Turn")] static Line Turn(Line subscription) => subscription;
                }
                """
        );

    [Fact]
    public void A_chain_that_others_use_publishes_what_its_steps_on_resources_take_and_give()
    {
        var emitted = Run(Source).File("App.Workflows.g.cs");

        Assert.Contains(
            "PublishedStep(\"P:App.Workflows.Chain\", 0, \"NrmLineResource.Apply\", \"Apply line in the manager\", ",
            emitted,
            StringComparison.Ordinal
        );
        Assert.Contains("gives nrm_line_key:Text:string", emitted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int Speed,", "long Speed,", 1)]
    [InlineData("[property: Sensitive] string Secret", "string Secret", 1)]
    [InlineData("\"line in the manager\"", "\"line\"", 1)]
    [InlineData("=> client ?? other;", "=> other ?? client;", 0)]
    [InlineData("Task.FromResult(\"k\");", "Task.FromResult(\"other\");", 0)]
    public void An_edit_writes_the_file_of_the_resource_only_when_it_changes_what_is_emitted(string before, string after, int written)
    {
        var run = Run(Source);
        var edited = run.After(0, text => text.Replace(before, after, StringComparison.Ordinal));

        Assert.NotEqual(run.Input.SyntaxTrees.First().ToString(), edited.Input.SyntaxTrees.First().ToString());
        Assert.Equal(written == 1, run.File("NrmLineResource.Resource.g.cs") != edited.File("NrmLineResource.Resource.g.cs"));
    }
}
