using System.Collections.Immutable;
using Orchestrator.Catalog;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>What the registry tells the host for the catalogue: released steps, keys, and who shares external system steps.</summary>
public sealed class ReleasedTests
{
    private const string Members = """
            public sealed record P : FormPage { public int Size { get; init; } }
            static async Task<P> Form(FormSession form, A subscription) => await form.AskAsync<P>();
            [Step("Push", Removes = ["old"])] static (int Given, bool Done) Push(A subscription, int size = 1) => (size, true);
            [Step("Tell")] static State Tell(State state) => state;
            [Step("Rest")] static void Rest() { }
            [ExternalSystemSteps] static StepList Chain => Begin >> Push;
            static StepList Plain => Begin >> Rest >> Chain;
            [ModifyWorkflow(typeof(A), "Modify a", InputForm = nameof(Form))] public static StepList ModifyA() => Begin >> Plain >> Tell;
            [TerminateWorkflow(typeof(A), "Terminate a")] public static StepList TerminateA() => Begin >> Rest;
        """;

    private static readonly ImmutableDictionary<string, string> Lists = ImmutableDictionary<string, string>
        .Empty.Add(
            "Workflows.Shipped.txt",
            """
            # Steps as released.
            modify_a: Workflows.Push "Push \"it\""
            modify_a: Workflows.Gone "Gone"
            old_workflow: Workflows.Rest "Rest"
            not a line
            """
        )
        .Add("Workflows.Unshipped.txt", "*BREAKING*old_workflow\nmodify_a: Workflows.Tell \"Tell\"");

    [Fact]
    public void The_catalog_has_the_steps_of_the_files_of_shipped_workflows()
    {
        var run = GeneratorTest.Run(new RunOptions { AdditionalFiles = Lists }, Sources.Products, Sources.Workflows(Members));
        using var loaded = run.Load();

        var released = loaded.Catalog().Released.OrderBy(static workflow => workflow.Name, StringComparer.Ordinal).ToArray();

        Assert.Equal(["modify_a", "old_workflow"], released.Select(static workflow => workflow.Name));
        Assert.Equal([false, true], released.Select(static workflow => workflow.IsBroken));
        Assert.Equal([new("Workflows.Push", "Push \"it\""), new ReleasedStep("Workflows.Gone", "Gone")], released[0].Steps);
    }

    [Fact]
    public void An_assembly_that_keeps_no_such_file_registers_no_released_workflow()
    {
        var run = GeneratorTest.Run(Sources.Products, Sources.Workflows(Members));
        using var loaded = run.Load();

        Assert.Empty(loaded.Catalog().Released);
        Assert.DoesNotContain(run.Files.Keys, static name => name.Contains("ReleasedWorkflows", StringComparison.Ordinal));
    }

    [Fact]
    public void Steps_and_forms_say_which_keys_their_declarations_use()
    {
        using var loaded = GeneratorTest.Run(Sources.Products, Sources.Workflows(Members)).Load();
        var catalog = loaded.Catalog();

        var push = loaded.Binding("App.Workflows", "Push", catalog).Keys;
        var tell = loaded.Binding("App.Workflows", "Tell", catalog).Keys;
        var form = catalog.FindWorkflow("modify_a")!.FormKeys!;

        Assert.Equal(["subscription", "size"], push.Reads);
        Assert.Equal(["given", "done"], push.Writes);
        Assert.Equal(["old"], push.Removes);
        Assert.Equal((false, false), (push.ReadsAnyKey, push.WritesAnyKey));
        Assert.Equal((true, true), (tell.ReadsAnyKey, tell.WritesAnyKey));
        Assert.Equal(["subscription"], form.Reads);
        Assert.Equal(["size"], form.Writes);
        Assert.Null(catalog.FindWorkflow("terminate_a")!.FormKeys);
    }

    [Fact]
    public void Workflows_name_the_external_system_steps_that_they_run_also_through_other_chains()
    {
        using var loaded = GeneratorTest.Run(Sources.Products, Sources.Workflows(Members)).Load();
        var catalog = loaded.Catalog();

        Assert.Equal(["Workflows.Chain"], catalog.FindWorkflow("modify_a")!.ExternalSystemSteps);
        Assert.Equal(["Workflows.Chain"], catalog.FindWorkflow("reconcile_a")!.ExternalSystemSteps);
        Assert.Empty(catalog.FindWorkflow("terminate_a")!.ExternalSystemSteps);
    }
}
