using System.Reflection;
using Orchestrator.Execution;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

/// <summary>The hierarchy of outcomes is closed: whoever adds a case has to say what becomes of it.</summary>
public sealed class StepOutcomeTests
{
    private static readonly Type[] Cases =
    [
        .. typeof(StepOutcome).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(StepOutcome))),
    ];

    [Fact]
    public void No_one_else_can_add_a_case()
    {
        Assert.NotEmpty(Cases);
        Assert.All(
            Cases,
            static type =>
                Assert.True(
                    type is { IsSealed: true, IsNestedAssembly: true } && type.DeclaringType == typeof(StepOutcome),
                    $"{type} can be extended, or is declared elsewhere."
                )
        );
        Assert.All(
            typeof(StepOutcome)
                .GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
                .Where(static constructor => constructor.GetParameters().Length == 0),
            static constructor => Assert.True(constructor.IsPrivate)
        );
    }

    [Fact]
    public void The_step_log_has_a_row_forevery_case()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "src", "Orchestrator.Runtime", "Execution", "StepLogEntries.cs"));

        Assert.All(Cases, type => Assert.Matches($@"StepOutcome\.{type.Name}\b[^=]*=>", source));
    }
}
