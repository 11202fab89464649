using Orchestrator.ExternalResources;

namespace Orchestrator.Testing;

/// <summary>Applies, spoils and removes what a subscription has of a resource, and verifies each time what the engine relies on.</summary>
internal sealed class ConformanceRun<TState>(
    ResourceObjects<TState> objects,
    string name,
    Func<string, TState, CancellationToken, Task>? spoil,
    CancellationToken cancellationToken
)
    where TState : class
{
    private static readonly ExternalCalls Calls = new(new Unlimited(), CallOrigin.Individual);

    internal async Task<IReadOnlyList<string>> VerifyAsync()
    {
        var desired = Describe();
        var key = await ApplyAsync(objects.Key, desired);
        await ExpectAsync(key, desired, $"after an apply{(objects.FindOtherKey(key) is { } other ? KeysOf(key, other) : "")}");
        var again = await ApplyAsync(key, desired);
        Require(again == key, $"a repeated apply gives the key '{again}', and the first one gave '{key}'");
        await ExpectAsync(key, desired, "after a repeated apply");

        // A list is spoiled in more than one way, which may be found at the same element.
        var paths = new List<string>();
        foreach (var spoiled in SpoiledStates.Of(desired))
        {
            if (objects.Shape.Compare(desired, spoiled) is [{ Path: var path }, ..])
            {
                await SpoilAsync(key, desired, spoiled, path);
                paths.Add(path);
            }
        }

        Require(paths.Count > 0, "no value of its state could be spoiled");
        foreach (var part in objects.WithoutEach(desired))
        {
            await ApplyAsync(key, part);
            await ExpectAsync(key, part, "after an object that is not described was there");
            await ApplyAsync(key, desired);
            await ExpectAsync(key, desired, "after an object was missing");
        }

        await RemoveAsync(key, desired, "after a removal");
        await RemoveAsync(key, desired, "after a second removal");
        return [.. paths.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A key that the external system assigns is in the subscription only after a step has stored it.</summary>
    private static string KeysOf(string written, string identified) =>
        $" that returned the key '{written}', while Identify returns '{identified}',";

    private TState Describe()
    {
        var desired = objects.Describe();
        Require(!objects.IsNothing(desired), "Describe says that the object must not exist; give a subscription whose object is to exist");
        Require(
            objects.Shape.Compare(desired, objects.Describe()).Count == 0,
            "Describe says something else the second time; it has to be pure"
        );
        return desired!;
    }

    private async Task<string> ApplyAsync(string? key, TState desired)
    {
        var actual = key is null ? objects.Nothing : await objects.ReadAsync(key, cancellationToken);
        var pushed = actual is null ? desired : objects.Shape.Take(desired, actual);
        return await objects.WriteAsync(key, pushed, actual, isForced: true, Calls, cancellationToken);
    }

    private async Task SpoilAsync(string key, TState desired, TState spoiled, string path)
    {
        var place = path.Length == 0 ? "the whole object" : $"'{path}'";
        if (spoil is not null)
        {
            await spoil(key, spoiled, cancellationToken);
        }
        else
        {
            await ApplyAsync(key, spoiled);
        }

        var found = objects.Shape.Compare(desired, await objects.ReadAsync(key, cancellationToken));
        Require(
            found.Any(difference => difference.Path == path),
            $"{place} was spoiled, and it is not found to differ; the system, or ReadAsync, does not keep the value"
        );
        await ApplyAsync(key, desired);
        await ExpectAsync(key, desired, $"after {place} was spoiled and corrected");
    }

    private async Task ExpectAsync(string key, TState desired, string when)
    {
        var differences = objects.Shape.Compare(desired, await objects.ReadAsync(key, cancellationToken));
        Require(
            differences.Count == 0,
            $"{when} it still differs: "
                + string.Join(", ", differences.Select(static difference => difference.Path is "" ? "the whole object" : difference.Path))
        );
    }

    private async Task RemoveAsync(string key, TState desired, string when)
    {
        try
        {
            await objects.RemoveAsync(key, desired, Calls, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new OrchestratorAssertionException($"{name} does not conform: {when} it throws: {exception.Message}");
        }

        var left = await objects.ReadAsync(key, cancellationToken);
        Require(objects.IsNothing(left), $"{when} the object is still there");
        Require(objects.Shape.Compare(desired, left).Count > 0, $"{when} an object that is not there is not found to differ");
    }

    private void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new OrchestratorAssertionException($"{name} does not conform: {problem}.");
        }
    }

    private sealed class Unlimited : IExternalSystems
    {
        public ValueTask<IDisposable?> EnterAsync(string? system, CallOrigin origin, CancellationToken cancellationToken) => default;
    }
}
