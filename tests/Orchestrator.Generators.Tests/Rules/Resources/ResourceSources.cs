using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

/// <summary>What the sources of the tests of rules about external resources have in common.</summary>
internal static class ResourceSources
{
    /// <summary>Two products, and resources of the first one.</summary>
    public static string Model { get; } =
        Author(
            """
            namespace App;

            [Product("a")] public sealed partial class A : SubscriptionModel;
            [Product("b")] public sealed partial class B : SubscriptionModel;

            public sealed record S(int Size);

            public abstract class Resource<TModel> : ExternalResource<TModel, S> where TModel : SubscriptionModel
            {
                public override string? Identify(TModel subscription) => "k";
                public override S? Describe(TModel subscription) => null;
                public override Task<S?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<S?>(null);
                public override Task<string> ApplyAsync(string? key, S desired, S? actual, CancellationToken cancellationToken) => Task.FromResult(CallbackRoute ?? "");
                public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
            }

            [ExternalResource("first")] public sealed partial class First : Resource<A>;
            [ExternalResource("second")] public sealed partial class Second : Resource<A>;
            [ExternalResource("shared")] public sealed partial class Shared : Resource<SubscriptionModel>;
            """
        );

    /// <summary>A file with workflows, and steps for them.</summary>
    public static string Workflows(string members) =>
        Sources.Workflows(
            """
                [Step("Log")] static void Log() { }
                [Step("Turn")] static A Turn(A subscription) => subscription;
                [Step("Compute")] static State Compute(State state) => state;

            """ + members
        );
}
