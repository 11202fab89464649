using System.Diagnostics;
using Orchestrator.ExternalResources;

namespace Orchestrator.Benchmarks;

/// <summary>
/// The emitted comparison of a state of 1,000 values in 100 objects, against the same comparison written by hand and against records that
/// compare themselves, in turns in the same run.
/// </summary>
internal static class ComparisonBenchmark
{
    private const int Rounds = 9;
    private const int Objects = 100;
    private const int Repetitions = 2_000;

    internal static void Run()
    {
        var shape = new BenchResource().ShapeOfState;
        var desired = Make(changed: -1);
        var equal = Make(changed: -1);
        var differs = Make(changed: Objects / 2);
        Verify(shape, desired, equal, differs);

        (string Name, Func<int> Compare)[] contestants =
        [
            ("records that compare themselves, in order", () => desired.Items.SequenceEqual(equal.Items) ? 0 : 1),
            ("written by hand, by key, nothing differs", () => CompareByHand(desired, equal)),
            ("emitted, nothing differs", () => shape.Compare(desired, equal).Count),
            ("written by hand, by key, one value differs", () => CompareByHand(desired, differs)),
            ("emitted, one value differs", () => shape.Compare(desired, differs).Count),
        ];
        foreach (var (_, compare) in contestants)
        {
            Measure(compare);
        }

        Console.WriteLine($"| {Objects} objects of 10 values, medians of {Rounds} x {Repetitions:N0} | microseconds | bytes |");
        Console.WriteLine("| --- | --- | --- |");
        var figures = contestants.Select(static _ => new List<(double Time, double Bytes)>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var index = 0; index < contestants.Length; index++)
            {
                figures[index].Add(Measure(contestants[index].Compare));
            }
        }

        foreach (var ((name, _), measured) in contestants.Zip(figures))
        {
            Console.WriteLine(
                $"| {name} | {Median(measured, static figure => figure.Time):N1} | {Median(measured, static figure => figure.Bytes):N0} |"
            );
        }
    }

    private static (double Time, double Bytes) Measure(Func<int> compare)
    {
        var (bytes, began, found) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp(), 0);
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            found += compare();
        }

        GC.KeepAlive(found);
        return (
            Stopwatch.GetElapsedTime(began).TotalMicroseconds / Repetitions,
            (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / Repetitions
        );
    }

    private static double Median(List<(double Time, double Bytes)> figures, Func<(double Time, double Bytes), double> value) =>
        figures.Select(value).Order().ElementAt(figures.Count / 2);

    // A comparison that finds nothing is fast, so what each finds is asserted before anything is measured.
    private static void Verify(StateShape<BenchState> shape, BenchState desired, BenchState equal, BenchState differs)
    {
        if (
            shape.Compare(desired, equal).Count != 0
            || shape.Compare(desired, differs) is not [{ Path: "items[key 50].vlan" }]
            || CompareByHand(desired, equal) != 0
            || CompareByHand(desired, differs) != 1
        )
        {
            throw new InvalidOperationException("The comparisons do not find what differs.");
        }
    }

    /// <summary>What an author would write: by key, and the number of differences is all that it says.</summary>
    private static int CompareByHand(BenchState desired, BenchState actual)
    {
        var found = 0;
        var present = actual.Items.ToDictionary(static item => item.Key);
        foreach (var wanted in desired.Items)
        {
            if (!present.Remove(wanted.Key, out var item))
            {
                found++;
                continue;
            }

            found +=
                (wanted.Name != item.Name ? 1 : 0)
                + (wanted.Description != item.Description ? 1 : 0)
                + (wanted.Vlan != item.Vlan ? 1 : 0)
                + (wanted.Speed != item.Speed ? 1 : 0)
                + (wanted.Enabled != item.Enabled ? 1 : 0)
                + (wanted.Owner != item.Owner ? 1 : 0)
                + (wanted.Since != item.Since ? 1 : 0)
                + (wanted.Share != item.Share ? 1 : 0)
                + (wanted.Mode != item.Mode ? 1 : 0);
        }

        return found + present.Count;
    }

    // Texts of their own on each side, as a system's answer has them: equal, and not the same instance.
    private static BenchState Make(int changed) =>
        new([
            .. Enumerable
                .Range(0, Objects)
                .Select(index => new BenchItem(
                    $"key {index}",
                    $"name {index}",
                    $"what the object number {index} is for",
                    index == changed ? 4_000 : index,
                    index * 1_000L,
                    index % 2 == 0,
                    new Guid(index, 0, 0, new byte[8]),
                    DateTimeOffset.UnixEpoch.AddDays(index),
                    index / 3m,
                    index % 3 == 0 ? BenchMode.Tagged : null
                )),
        ]);
}

/// <summary>How an object of the benchmark is connected.</summary>
internal enum BenchMode
{
    Tagged,
}

/// <summary>An object of ten values.</summary>
internal sealed record BenchItem(
    string Key,
    string Name,
    string? Description,
    int Vlan,
    long Speed,
    bool Enabled,
    Guid Owner,
    DateTimeOffset Since,
    decimal Share,
    BenchMode? Mode
);

/// <summary>A state of many objects.</summary>
internal sealed record BenchState([property: ElementKey(nameof(BenchItem.Key))] IReadOnlyList<BenchItem> Items);

/// <summary>A resource that is never run: only its comparison is measured.</summary>
[ExternalResource("state of the benchmark", Readable = false)]
internal sealed partial class BenchResource : ExternalResource<SubscriptionModel, BenchState>
{
    /// <inheritdoc/>
    public override string? Identify(SubscriptionModel subscription) => subscription.SubscriptionId.ToString();

    /// <inheritdoc/>
    public override BenchState? Describe(SubscriptionModel subscription) => null;

    /// <inheritdoc/>
    public override Task<string> ApplyAsync(string? key, BenchState desired, BenchState? actual, CancellationToken cancellationToken) =>
        Task.FromResult(key ?? "");

    /// <inheritdoc/>
    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
}
