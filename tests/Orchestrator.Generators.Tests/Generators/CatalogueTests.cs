using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Tests.Analyzers;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.Generators;

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

    [Fact]
    public void It_lists_products_workflows_steps_and_keys_and_draws_each_workflow()
    {
        Assert.Equal(
            """
            # Workflows of Example

            ## A

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
              s7(["Done"])
              s0 --> s1 --> s2 --> s3 --> s4 --> s5 --> s6 --> s7
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
              s5(["Done"])
              s0 --> s1 --> s2 --> s3 --> s4 --> s5
            ```

            ## B

            | workflow | does | from |
            | --- | --- | --- |
            | [validate_b](#validate_b) | Validate b | `Workflows.ValidateB` |

            ### validate_b

            Validate b; `Workflows.ValidateB`. Its steps are computed.
            """,
            Catalogue(("OrchestratorCatalogue", "workflows.md")));
    }

    [Fact]
    public void A_build_that_does_not_ask_for_it_gets_none() => Assert.Null(Catalogue());

    private static string? Catalogue(params (string Name, string Value)[] properties)
    {
        var compilation = GeneratorTest.Compile(RunOptions.Default, Sources.Products, Sources.Workflows(Members));
        var result = CSharpGeneratorDriver
            .Create([new OrchestratorGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options, optionsProvider: new BuildProperties(properties))
            .RunGenerators(compilation, TestContext.Current.CancellationToken)
            .GetRunResult();
        var file = result.Results.Single().GeneratedSources.SingleOrDefault(static source => source.HintName.EndsWith(".WorkflowCatalogue.g.cs", StringComparison.Ordinal));
        return file.SourceText is null
            ? null
            : string.Join('\n', file.SourceText.ToString().TrimEnd('\n').Split('\n').Select(static line => line.Length > 3 ? line[3..] : ""));
    }
}
