using Orchestrator.Operations;
using Orchestrator.Testing;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Faults;

/// <summary>
/// Whatever an author or a host gives the engine may throw anything: an operator is told, what threw continues at its next time, and
/// nothing else is stopped.
/// </summary>
public sealed class ExtensionPointTests(FaultyHost host) : IClassFixture<FaultyHost>, IDisposable
{
    public static TheoryData<string, string> Points { get; } =
        new(
            ExtensionPointRow.All.Keys.SelectMany(
                static _ => FaultyHost.Exceptions.Where(static exception => exception != FaultyHost.Late),
                static (point, exception) => (point, exception)
            )
        );

    /// <summary>Without the listener of measurements: .NET calls it on the thread that measures, for every process.</summary>
    public static TheoryData<string> PlacesThatMayNotAnswer { get; } =
    [.. ExtensionPointRow.All.Keys.Except(["a listener of the engine's measurements"])];

    public void Dispose() => Fault.Disarm();

    [Theory]
    [MemberData(nameof(Points))]
    public async Task What_throws_there_is_logged_and_continues_and_stops_nothing_else(string point, string exception)
    {
        var stage = new ExtensionPointStage(host, exception);

        var after = await ExtensionPointRow.All[point].Provoke(stage);
        await stage.Completes(FaultyWorkflows.Innocent)();
        Fault.Disarm();

        Assert.Contains(stage.ExceptionType, after.Told, StringComparison.Ordinal);
        await after.GoesOn();
        await stage.Completes(FaultyWorkflows.Innocent)();
    }

    [Theory]
    [MemberData(nameof(PlacesThatMayNotAnswer))]
    public async Task What_does_not_answer_there_stops_nothing_else(string point)
    {
        var stage = new ExtensionPointStage(host, FaultyHost.Late);
        Task<Aftermath> provoking;
        using (var hold = Fault.HoldAll())
        {
            provoking = Task.Run(() => ExtensionPointRow.All[point].Provoke(stage), TestContext.Current.CancellationToken);
            await Task.WhenAny(hold.Reached, provoking).WithDeadline();
            Assert.True(hold.Reached.IsCompleted, $"{point} was not called.");

            await stage.Completes(FaultyWorkflows.Innocent)();
        }

        var after = await provoking.WithDeadline();
        Fault.Disarm();
        await after.GoesOn();
    }

    [Fact]
    public void Every_extension_point_has_a_place_here()
    {
        using var database = TestDatabase.New();

        var found = ExtensionPoints.Of(
            typeof(IProcesses).Assembly,
            typeof(OrchestratorTestHost).Assembly,
            database.Provider.GetType().Assembly
        );
        var tested = ExtensionPointRow.All.Values.SelectMany(static row => row.Points).ToHashSet(StringComparer.Ordinal);

        string[] without =
        [
            .. found
                .Where(point => !tested.Contains(point) && !UncalledExtensionPoints.Reasons.Keys.Any(group => Covers(group, point)))
                .Order(),
        ];
        string[] gone =
        [
            .. tested.Where(point => !found.Contains(point)),
            .. UncalledExtensionPoints.Reasons.Keys.Where(group => !found.Any(point => Covers(group, point))),
        ];

        Assert.Equal([], without);
        Assert.Equal([], gone);
    }

    /// <summary>A group is the members of a type, and nothing that these take.</summary>
    private static bool Covers(string group, string point) =>
        group == point
        || (
            group.EndsWith(".*", StringComparison.Ordinal)
            && point.StartsWith(group[..^1], StringComparison.Ordinal)
            && !point.EndsWith(')')
        );
}
