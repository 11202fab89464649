using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// Every fix that is offered in the cases and in the spoiled example, with comments at every place where one can stand, keeps all of them
/// and makes what compiles. The suite runs a <see cref="Matrix.Share">share</see> of them.
/// </summary>
public sealed class EveryFixTests
{
    /// <summary>What is done to the example, so that each rule that has a fix is heard.</summary>
    private static readonly ImmutableArray<(string Id, string Old, string New)> Edits =
    [
        ("ORCH1001", "public sealed partial class NodeBlock", "public sealed class NodeBlock"),
        ("ORCH1002", "private static Node DescribeNode(", "private Node DescribeNode("),
        ("ORCH1006", "        >> DescribeNode\n", ""),
        ("ORCH1006", "        >> MoveNode\n        >> DescribeNode\n", "        >> DescribeNode\n        >> MoveNode\n"),
        (
            "ORCH1006",
            "Begin >> Apply<NrmNodeResource>()",
            "Begin >> StepGroup(\"Update: the \\\"node\\\"\", Begin >> Apply<NrmNodeResource>())"
        ),
        ("ORCH1007", "        >> StoreProcessSubscription\n", ""),
        (
            "ORCH2001",
            "    [Step(\"Update subscription description\")]",
            "    // by hand\n    [ReconcileWorkflow(typeof(Node), \"Repair node\")]\n    public static StepList RepairNode() => "
                + "Begin >> Apply<NrmNodeResource>(); // done\n\n    [Step(\"Update subscription description\")]"
        ),
        (
            "ORCH2002",
            "    private static StepList UpdateNodeInExternalSystems => Begin >> Apply<NrmNodeResource>();",
            "    private static StepList UpdateNodeInExternalSystems => Begin >> Apply<NrmNodeResource>() >> Confirm;\n\n    "
                + "[InputStep(\"Confirm\", \"NOC\")]\n    private static async Task<ModifyNodePage> Confirm(FormSession form, Node "
                + "subscription) => await ModifyNodeForm(form, subscription);"
        ),
        (
            "ORCH2002",
            "    [Step(\"Update subscription description\")]",
            "    [ReconcileWorkflow(typeof(L2vpn), \"Repair\", InputForm = nameof(CreateNodeForm))]\n    public static StepList "
                + "Repair() => Begin;\n\n    [Step(\"Update subscription description\")]"
        ),
        ("ORCH2004", "        >> UpdateNodeInExternalSystems;", "        >> Apply<Nrm.NrmNodeResource>();"),
        (
            "ORCH2005",
            "        >> UpdateNodeInExternalSystems;",
            "        >> SetStatus(SubscriptionLifecycle.Active)\n        >> UpdateOther\n        >> UpdateOther;\n\n    "
                + "[Step(\"Other\")]\n    private static Task UpdateOther(INrmClient nrm) => Task.CompletedTask;"
        ),
        (
            "ORCH2006",
            "    private static StepList UpdateNodeInExternalSystems => Begin >> Apply<NrmNodeResource>();",
            "    private static StepList UpdateNodeInExternalSystems => Begin >> Place >> Apply<NrmNodeResource>();\n\n    "
                + "[Step(\"Place\")]\n    private static void Place(Site site) => System.GC.KeepAlive(site);"
        ),
        ("ORCH3001", "    [Step(\"Update subscription description\")]\n    private static Node", "    private static Node"),
        (
            "ORCH3005",
            "    private static Node MoveNode(Node subscription, Site site)\n    {\n        subscription.Equipment.Site = site;\n  "
                + "      return subscription;\n    }",
            "    private static void MoveNode(Node subscription, Site site) => subscription.Equipment.Site = site;"
        ),
        ("ORCH4001", "[ProductBlock(\"Node\", Description = \"The equipment of a node\")]\n", ""),
        (
            "ORCH5003",
            "    private static StepList UpdateNodeInExternalSystems => Begin >> Apply<NrmNodeResource>();",
            "    private static StepList UpdateNodeInExternalSystems => Begin >> Apply<NrmNodeResource>() >> Announce;\n\n    "
                + "[Step(\"Announce\")]\n    private static Task Announce(Node subscription, INrmClient nrm) => Task.CompletedTask;"
        ),
        ("ORCH5005", "Begin >> Remove<NrmNodeResource>();", "Begin >> DescribeNode;"),
    ];

    private static readonly string CasesFolder = Path.Combine(Snapshot.ProjectDirectory, "Cases");

    public static TheoryData<string> Cases =>
        [
            .. Matrix.Share([
                .. Directory
                    .GetFiles(CasesFolder, "*.cs")
                    .Select(static file => Path.GetFileNameWithoutExtension(file))
                    .Order(StringComparer.Ordinal),
            ]),
        ];

    public static TheoryData<int> Mutations => [.. Matrix.Share([.. Enumerable.Range(0, Edits.Length)])];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_fix_keeps_everything_in_a_case(string name)
    {
        var text = CaseText.Read(
            name,
            await File.ReadAllTextAsync(Path.Combine(CasesFolder, name + ".cs"), TestContext.Current.CancellationToken)
        );
        var references = ImmutableArray<MetadataReference>.Empty;
        foreach (var project in text.Projects)
        {
            var options = project.Options with { AssemblyName = project.AssemblyName, MoreReferences = references };
            await SweepAsync(options, [project.Source, CaseTests.ImplicitUsings]);
            if (project != text.Projects[^1])
            {
                references = references.Add(GeneratorTest.Run(options, project.Source, CaseTests.ImplicitUsings).ToReference());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task A_fix_keeps_everything_in_the_spoiled_example(int edit)
    {
        var (id, old, spoiled) = Edits[edit];
        var options = RunOptions.Default with
        {
            AdditionalFiles = ImmutableDictionary<string, string>
                .Empty.Add("Workflows.Shipped.txt", SampleSources.UnshippedOfNode)
                .Add("Workflows.Unshipped.txt", "# What is new.\n\n"),
        };
        var sources = SampleSources.OfNode.Select(source => source.Replace(old, spoiled, StringComparison.Ordinal)).ToArray();
        Assert.NotEqual(SampleSources.OfNode, sources);

        Assert.Contains(id, await SweepAsync(options, sources));
    }

    private static async Task<IReadOnlySet<string>> SweepAsync(RunOptions options, string[] sources)
    {
        var done = await FixSweep.RunAsync(new(options, [.. sources.Select(CommentedSource.Within)]));
        if (done.Count > 0)
        {
            await FixSweep.RunAsync(
                new(options, [.. sources.Select(static source => CommentedSource.AroundLines(source).ReplaceLineEndings("\r\n"))])
            );
        }

        return done;
    }
}
