using CsCheck;
using Orchestrator.Binding;
using Orchestrator.Drift;
using Orchestrator.ExternalResources;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.ExternalResources;

/// <summary>A set of objects, with any of them desired and any of them there.</summary>
public sealed class ResourceSetTests
{
    private static readonly ResourceBinding Binding = new("Racks", "racks", StateKey: null, static _ => null!);

    private static readonly Gen<IReadOnlyDictionary<string, Rack>> Sets = Gen.Dictionary(
            Gen.String[Gen.Char['a', 'd'], 1, 2],
            ComparisonTests.Racks
        )[0, 5]
        .Select(static racks => (IReadOnlyDictionary<string, Rack>)racks);

    [Fact]
    public async Task After_an_apply_of_anything_over_anything_nothing_differs_and_another_one_writes_nothing() =>
        await Gen.Select(Sets, Sets)
            .SampleAsync(
                static async (desired, actual) =>
                {
                    var hall = new RackHall(desired, actual);

                    var applied = await RunAsync(hall, ResourceAction.Apply);
                    var written = hall.Writes;
                    var again = await RunAsync(hall, ResourceAction.Apply);

                    Assert.Null(applied.Remaining);
                    Assert.Equal((ResourceEffect.Nothing, written), (again.Report.Effect, hall.Writes));
                    Assert.Equal(desired.Keys.Order(StringComparer.Ordinal), hall.Held.Keys.Order(StringComparer.Ordinal));

                    // What the external system decides was not written over.
                    Assert.All(
                        desired.Keys.Intersect(actual.Keys, StringComparer.Ordinal),
                        key => Assert.Equal(actual[key].Revision, hall.Held[key].Revision)
                    );
                }
            );

    [Fact]
    public async Task Each_path_of_a_difference_begins_with_the_key_of_its_object() =>
        await Gen.Select(Sets, Sets)
            .SampleAsync(
                static async (desired, actual) =>
                {
                    var found = await Objects(new(desired, actual)).CompareAsync(Calls, new Nothing(), CancellationToken.None);

                    Assert.All(
                        found.Differences,
                        difference =>
                        {
                            var key = difference.Path[1..difference.Path.IndexOf(']', StringComparison.Ordinal)];
                            Assert.Equal(
                                (desired.ContainsKey(key), actual.ContainsKey(key)) switch
                                {
                                    (true, false) => (DifferenceKind.Missing, $"[{key}]"),
                                    (false, true) => (DifferenceKind.Unexpected, $"[{key}]"),
                                    _ => (difference.Kind, difference.Path),
                                },
                                (difference.Kind, difference.Path)
                            );
                        }
                    );
                }
            );

    [Fact]
    public async Task An_apply_is_said_to_remove_exactly_where_an_object_is_there_that_is_not_desired() =>
        await Gen.Select(Sets, Sets)
            .SampleAsync(
                static async (desired, actual) =>
                {
                    var found = await Objects(new(desired, actual)).CompareAsync(Calls, new Nothing(), CancellationToken.None);

                    Assert.Equal(actual.Keys.Except(desired.Keys, StringComparer.Ordinal).Any(), found.IsRemoving);
                }
            );

    [Fact]
    public async Task A_removal_removes_everything() =>
        await Gen.Select(Sets, Sets)
            .SampleAsync(
                static async (desired, actual) =>
                {
                    var hall = new RackHall(desired, actual);

                    Assert.Null((await RunAsync(hall, ResourceAction.Remove)).Remaining);
                    Assert.Empty(hall.Held);
                }
            );

    [Fact]
    public async Task An_object_whose_key_is_written_otherwise_is_another_one_whatever_the_authors_dictionaries_say()
    {
        var rack = ComparisonTests.Racks.Single();
        foreach (var (described, listed) in new[] { (Ordinal, IgnoreCase), (IgnoreCase, Ordinal), (IgnoreCase, IgnoreCase) })
        {
            var hall = new RackHall(
                new Dictionary<string, Rack>(described) { ["Ge-1"] = rack },
                new Dictionary<string, Rack> { ["ge-1"] = rack }
            )
            {
                Comparer = listed,
            };

            Assert.True((await Objects(hall).CompareAsync(Calls, new Nothing(), CancellationToken.None)).IsRemoving);
            Assert.Null((await RunAsync(hall, ResourceAction.Apply)).Remaining);
            Assert.Equal(["Ge-1"], hall.Held.Keys);
        }
    }

    [Fact]
    public void Two_objects_with_one_key_are_refused_with_the_resource_the_key_and_both_without_their_secrets()
    {
        var rack = ComparisonTests.Racks.Single() with { Name = "r1", Secret = "hush" };

        var refused = Assert.Throws<InvalidOperationException>(() =>
            new RackSetResource(Empty).Collect(rack with { Speed = 1 }, rack with { Speed = 2 })
        );

        Assert.StartsWith("RackSetResource: two objects have the key 'r1': {", refused.Message, StringComparison.Ordinal);
        Assert.Contains("\"speed\":1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("\"speed\":2", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dictionary_that_refuses_a_second_object_is_said_with_its_resource_and_subscription()
    {
        var hall = Empty;
        hall.Describing = static () => new[] { "r1", "r1" }.ToDictionary(static name => name, static _ => ComparisonTests.Racks.Single());
        var objects = Objects(hall);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            objects.CompareAsync(Calls, new Nothing(), CancellationToken.None)
        );

        Assert.StartsWith(
            $"RackSetResource.Describe of subscription {objects.Key} failed: An item",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("ByKey, which names both", refused.Message, StringComparison.Ordinal);
    }

    private static RackHall Empty => new(new Dictionary<string, Rack>(), new Dictionary<string, Rack>());

    private static StringComparer Ordinal => StringComparer.Ordinal;

    private static StringComparer IgnoreCase => StringComparer.OrdinalIgnoreCase;

    private static readonly ExternalCalls Calls = new(new Unlimited(), CallOrigin.Individual);

    private static ObjectSet<Thing, Thing, Rack> Objects(RackHall hall) =>
        new(new RackSetResource(hall), Binding, Thing.Create(Guid.NewGuid(), "customer"));

    private static Task<ResourceResult> RunAsync(RackHall hall, ResourceAction action) =>
        Objects(hall).RunAsync(action, written: null, Calls, new(Force: false, BeforeWrite: null, new Nothing()), CancellationToken.None);

    private sealed class Nothing : IDeviationReader
    {
        public ValueTask<AcceptedDeviations?> FindAsync(Guid subscriptionId, CancellationToken cancellationToken) => default;
    }

    private sealed class Unlimited : IExternalSystems
    {
        public ValueTask<IDisposable?> EnterAsync(string? system, CallOrigin origin, CancellationToken cancellationToken) => default;
    }
}

/// <summary>An external system with racks.</summary>
public sealed class RackHall(IReadOnlyDictionary<string, Rack> desired, IReadOnlyDictionary<string, Rack> actual)
{
    public IReadOnlyDictionary<string, Rack> Desired { get; } = desired;

    /// <summary>Describes the desired racks in another way.</summary>
    public Func<IReadOnlyDictionary<string, Rack>>? Describing { get; set; }

    public Dictionary<string, Rack> Held { get; } = new(actual, StringComparer.Ordinal);

    public StringComparer Comparer { get; init; } = StringComparer.Ordinal;

    public int Writes { get; set; }
}

[ExternalResource("racks")]
public sealed partial class RackSetResource(RackHall hall) : ExternalResourceSet<Thing, Rack>
{
#pragma warning disable ORCH5004 // The test says what is desired.
    public override IReadOnlyDictionary<string, Rack> Describe(Thing subscription) => hall.Describing?.Invoke() ?? hall.Desired;
#pragma warning restore ORCH5004

    public IReadOnlyDictionary<string, Rack> Collect(params Rack[] racks) => ByKey(racks, static rack => rack.Name, static rack => rack);

    public override Task<IReadOnlyDictionary<string, Rack>> ListAsync(Thing subscription, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, Rack>>(new Dictionary<string, Rack>(hall.Held, hall.Comparer));

    public override Task ApplyAsync(string key, Rack desired, Rack? actual, CancellationToken cancellationToken)
    {
        (hall.Held[key], hall.Writes) = (desired, hall.Writes + 1);
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        hall.Held.Remove(key);
        hall.Writes++;
        return Task.CompletedTask;
    }
}
