using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class CatalogueTests
{
    private const string Members = """
            public sealed record P : FormPage { public int Size { get; init; } }
            static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
            [Step("Push | it")] static (int Given, bool Done) Push(A subscription, int size = 1) => (size, true);
            [Step("Tell \"all\"")] static State Tell(int given) => State.Empty;
            [ExternalSystemSteps] static StepList Chain => Begin >> Push;
            [ModifyWorkflow(typeof(A), "Modify a", InputForm = nameof(Form))] public static StepList ModifyA() =>
                Begin >> SetStatus(SubscriptionLifecycle.Active) >> Chain >> Conditional(static state => true, Begin >> Tell);
            static StepList Compute(StepList list) => list;
            [ValidateWorkflow(typeof(B), "Validate b")] public static StepList ValidateB() => Compute(Begin);
        """;

    [Theory]
    [InlineData("\\r")]
    [InlineData("\\n")]
    [InlineData("\\r\\n")]
    [InlineData("\\u0085")]
    [InlineData("\\u2028")]
    [InlineData("\\u2029")]
    public void A_text_with_a_line_end_stays_in_its_line(string end)
    {
        var source = GeneratorTest.Author(
            $$"""
            namespace App;
            [Product("no{{end}}de")] public sealed partial class Node : SubscriptionModel;
            public static partial class Flow
            {
                [Step("Push{{end}}it")] static void Push(Node subscription) { }
                [ValidateWorkflow(typeof(Node), "Validate{{end}}node")] public static StepList ValidateNode() => Begin >> StepGroup("G{{end}}H", Begin >> Push);
                public static StepList Shared => Begin >> StepGroup("G{{end}}H", Begin >> Push);
            }
            """
        );
        var run = GeneratorTest.Run(new RunOptions { Properties = new(("OrchestratorCatalogue", "workflows.md")) }, source);

        var catalogue = run.File("WorkflowCatalogue.g.cs");
        Assert.Contains(
            "// | G H: Push it |  |  |".Replace("|  |  |", "| the Node |  |", StringComparison.Ordinal),
            catalogue,
            StringComparison.Ordinal
        );
        Assert.Contains("// ## no de", catalogue, StringComparison.Ordinal);
        Assert.All(
            run.Files.Values,
            static file => Assert.DoesNotContain(file, static character => character is '\r' or '\u0085' or '\u2028' or '\u2029')
        );
    }

    [Fact]
    public void It_lists_products_workflows_steps_and_keys_and_draws_each_workflow()
    {
        Assert.Equal(
            """
            # Workflows of Example

            ## a

            | workflow | does | from |
            | --- | --- | --- |
            | [modify_a](#modify_a) | Modify a | `Workflows.ModifyA` |
            | [reconcile_a](#reconcile_a) | Reconcile a | emitted from `Workflows.ModifyA` |

            ### modify_a

            Modify a; `Workflows.ModifyA`. Asks `size`.

            | step | reads | writes |
            | --- | --- | --- |
            | Set subscription to 'active' |  |  |
            | Push \| it | the A, `size` | `given`, `done` |
            | Tell "all" (on a condition) | `given` | keys that are computed |

            ```mermaid
            flowchart TD
              s0(["Start"])
              s1(["Create Process Subscription relation"])
              s2(["Lock subscription"])
              s3["Set subscription to 'active'"]
              s4["Push | it"]
              s5{{"Tell #quot;all#quot;"}}
              s6(["Unlock subscription"])
              s7(["Refresh subscription search index"])
              s8(["Refresh process search index"])
              s9(["Done"])
              s0 --> s1 --> s2 --> s3 --> s4 --> s5 --> s6 --> s7 --> s8 --> s9
            ```

            ### reconcile_a

            Reconcile a; emitted from `Workflows.ModifyA`.

            | step | reads | writes |
            | --- | --- | --- |
            | Push \| it | the A, `size` | `given`, `done` |

            ```mermaid
            flowchart TD
              s0(["Start"])
              s1(["Create Process Subscription relation"])
              s2(["Lock subscription"])
              s3["Push | it"]
              s4(["Unlock subscription"])
              s5(["Refresh subscription search index"])
              s6(["Refresh process search index"])
              s7(["Done"])
              s0 --> s1 --> s2 --> s3 --> s4 --> s5 --> s6 --> s7
            ```

            ## b

            | workflow | does | from |
            | --- | --- | --- |
            | [validate_b](#validate_b) | Validate b | `Workflows.ValidateB` |

            ### validate_b

            Validate b; `Workflows.ValidateB`. Its steps are computed.
            """,
            Catalogue(("OrchestratorCatalogue", "workflows.md"))
        );
    }

    [Fact]
    public void A_product_without_workflows_is_named_and_a_class_of_several_products_has_them_all_in_its_heading()
    {
        var text = Catalogue(
            RunOptions.Default,
            [
                GeneratorTest.Author(
                    """namespace App; [Product("port 10G"), Product("port 100G")] public sealed partial class Port : SubscriptionModel; [Product("idle")] public sealed partial class Other : SubscriptionModel;"""
                ),
                Sources.Workflows("""[ValidateWorkflow(typeof(Port), "Validate port")] public static StepList ValidatePort() => Begin;"""),
            ],
            ("OrchestratorCatalogue", "workflows.md")
        )!;

        Assert.StartsWith(
            "# Workflows of Example\n\n## idle\n\nNo workflow of this assembly is about it.\n\n## port 100G, port 10G\n\n| "
                + "workflow | does | from |\n",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Steps_of_a_group_are_drawn_in_it()
    {
        var text = Catalogue(
            RunOptions.Default,
            [
                Sources.Products,
                Sources.Workflows(
                    """
                    [Step("One")] static void One() { }
                    [Step("Two")] static void Two() { }
                    [ValidateWorkflow(typeof(A), "Validate a")] public static StepList ValidateA() => Begin >> One >> StepGroup("Both", Begin >> One >> Two) >> Two;
                    """
                ),
            ],
            ("OrchestratorCatalogue", "workflows.md")
        )!;

        Assert.Contains("| One |  |  |\n| Both: One |  |  |\n| Both: Two |  |  |\n| Two |  |  |\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "  s3[\"One\"]\n  subgraph g4[\"Both\"]\n    s4[\"One\"]\n    s5[\"Two\"]\n  end\n  s6[\"Two\"]\n",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Steps_that_another_assembly_publishes_show_what_they_read_and_write()
    {
        var other = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Other" },
            GeneratorTest.Author(
                """
                namespace Other;

                [Product("line")] public sealed partial class Line : SubscriptionModel;
                public static partial class Shared
                {
                    [Step("Push")] static (int Given, bool Sure) Push(Line subscription, int size) => (size, true);
                    [Step("Any")] static State Any() => State.Empty;
                    public static StepList Steps => Begin >> Push >> Any;
                }
                """
            )
        );
        var text = Catalogue(
            new RunOptions { MoreReferences = [other.ToReference()] },
            [
                Sources.Workflows(
                    """[ValidateWorkflow(typeof(Other.Line), "Validate line")] public static StepList ValidateLine() => Begin >> Other.Shared.Steps;"""
                ),
            ],
            ("OrchestratorCatalogue", "workflows.md")
        )!;

        Assert.Contains("## line\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "| Push | the Line, `size` | `given`, `sure` |\n| Any |  | keys that are computed |\n",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_build_that_does_not_ask_for_it_gets_none() => Assert.Null(Catalogue());

    private static string? Catalogue(params (string Name, string Value)[] properties) =>
        Catalogue(RunOptions.Default, [Sources.Products, Sources.Workflows(Members)], properties);

    private static string? Catalogue(RunOptions options, string[] sources, params (string Name, string Value)[] properties)
    {
        var compilation = GeneratorTest.Compile(options, sources);
        var result = CSharpGeneratorDriver
            .Create(
                [new OrchestratorGenerator().AsSourceGenerator()],
                parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
                optionsProvider: new BuildProperties(properties)
            )
            .RunGenerators(compilation, TestContext.Current.CancellationToken)
            .GetRunResult();
        var file = result
            .Results.Single()
            .GeneratedSources.SingleOrDefault(static source =>
                source.HintName.EndsWith(".WorkflowCatalogue.g.cs", StringComparison.Ordinal)
            );
        return file.SourceText is null
            ? null
            : string.Join(
                '\n',
                file.SourceText.ToString().TrimEnd('\n').Split('\n').Select(static line => line.Length > 3 ? line[3..] : "")
            );
    }
}
