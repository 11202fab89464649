using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// Ten thousand workflows with every row of the matrices, a <see cref="Matrix.Percent">share</see> of them in the suite: compiling them
/// takes longer than any other test, and one class shows what a hundred do.
/// </summary>
public sealed class LazinessTests
{
    private const int WorkflowsPerClass = 99;
    private const int Inspected = 3;

    private static readonly int Classes = Math.Max(Matrix.Percent, Inspected + 1);

    [Fact]
    public void Registering_thousands_of_workflows_runs_no_code_of_their_authors()
    {
        var sources = Enumerable
            .Range(0, Classes)
            .Select(Class)
            .Prepend(
                """
                namespace App
                {
                    [Orchestrator.Product("p")] public sealed partial class P : Orchestrator.SubscriptionModel;

                    public static class Witness
                    {
                        public static readonly System.Collections.Generic.List<string> Initialised = new();
                        public static int ListsBuilt;
                    }
                }
                """
            )
            .ToArray();
        var compilation = GeneratorTest.Compile(RunOptions.Default, sources);
        var run = GeneratorRun.Of(
            GeneratorTest.CreateDriver().RunGenerators(compilation, TestContext.Current.CancellationToken),
            compilation
        );
        using var loaded = run.Load();
        var initialised = (List<string>)loaded.Type("App.Witness").GetField("Initialised")!.GetValue(null)!;
        int ListsBuilt() => (int)loaded.Type("App.Witness").GetField("ListsBuilt")!.GetValue(null)!;

        var catalog = loaded.Catalog();

        // Each class has one emitted reconcile workflow besides those it declares.
        Assert.Equal(Classes * (WorkflowsPerClass + 1), catalog.Workflows.Count);
        Assert.Empty(initialised);
        Assert.Equal(0, ListsBuilt());

        var step = Assert.Single(catalog.FindWorkflow($"validate{Inspected}_n7")!.Steps());

        Assert.Equal([$"C{Inspected}"], initialised);
        Assert.Equal(1, ListsBuilt());

        Assert.Equal($"C{Inspected}.Push", catalog.Steps.Find((MethodStep)step).Id);
        Assert.Equal([$"C{Inspected}"], initialised);
        Assert.Equal(1, ListsBuilt());
    }

    private static string Class(int number)
    {
        var workflows = Enumerable
            .Range(1, WorkflowsPerClass - 1)
            .Select(i =>
                $"[ValidateWorkflow(typeof(Product{number}), \"Validate\")] public static StepList Validate{number}N{i}() => "
                + "Build(Begin >> Push);"
            );
        return GeneratorTest.Author(
            $$"""
            namespace App;

            [Product("p{{number}}")] public sealed partial class Product{{number}} : SubscriptionModel
            {
                static Product{{number}}() => Witness.Initialised.Add("Product{{number}}");
            }

            public static partial class C{{number}}
            {
                static C{{number}}() => Witness.Initialised.Add("C{{number}}");
                static StepList Build(StepList list) { Witness.ListsBuilt++; return list; }
                [Step("Push")] static void Push(Product{{number}} subscription) { }
                [ExternalSystemSteps] static StepList Chain => Build(Begin >> Push);
                [ModifyWorkflow(typeof(Product{{number}}), "Modify")] public static StepList Modify{{number}}() => Build(Begin >> Chain);
            {{string.Join("\n", workflows)}}
            }
            """
        );
    }
}
