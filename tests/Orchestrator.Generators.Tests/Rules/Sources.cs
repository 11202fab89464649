using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

/// <summary>What the sources of the rules' tests have in common.</summary>
internal static class Sources
{
    /// <summary>Two products.</summary>
    public static string Products { get; } =
        Author(
            """
            namespace App;

            [Product("a")] public sealed partial class A : SubscriptionModel;
            [Product("b")] public sealed partial class B : SubscriptionModel;
            """
        );

    /// <summary>A file with members of a partial class of workflows.</summary>
    public static string Workflows(string members, string name = "Workflows") =>
        Author(
            $$"""
            namespace App;

            public static partial class {{name}}
            {
            {{members}}
            }
            """
        );
}
