namespace Orchestrator.Testing;

/// <summary>
/// Checks that an external resource does what the engine relies on, against the external system that its services reach: a test double, or
/// the system itself.
/// </summary>
public static class ResourceConformance
{
    /// <summary>
    /// Applies the object of a subscription, spoils each value of it that is compared, one at a time, and removes it. It verifies that
    /// there is no drift after an apply, that a repeated apply changes nothing, that each spoiled value is found and corrected, and that an
    /// object may be removed twice.
    /// </summary>
    /// <typeparam name="TModel">The product.</typeparam>
    /// <typeparam name="TView">The view from which the object is described.</typeparam>
    /// <typeparam name="TState">What the external system holds.</typeparam>
    /// <param name="resource">The resource, of a system that can be read.</param>
    /// <param name="subscription">A subscription whose object is to exist. Its lists should not be empty, or their values are not
    /// spoiled.</param>
    /// <param name="spoil">
    /// Makes the external system hold a state, past the resource; null: the resource applies it, for a system that takes any value.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The paths of the values that were spoiled, found and corrected.</returns>
    /// <exception cref="OrchestratorAssertionException">The resource does something else.</exception>
    public static async Task<IReadOnlyList<string>> VerifyAsync<TModel, TView, TState>(
        ExternalResource<TModel, TView, TState> resource,
        TModel subscription,
        Func<string, TState, CancellationToken, Task>? spoil = null,
        CancellationToken cancellationToken = default
    )
        where TModel : SubscriptionModel
        where TView : class
        where TState : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(subscription);
        return await new Run<TModel, TView, TState>(resource, subscription, spoil, cancellationToken).VerifyAsync();
    }

    private sealed class Run<TModel, TView, TState>(
        ExternalResource<TModel, TView, TState> resource,
        TModel subscription,
        Func<string, TState, CancellationToken, Task>? spoil,
        CancellationToken cancellationToken
    )
        where TModel : SubscriptionModel
        where TView : class
        where TState : class
    {
        private readonly string _name = resource.GetType().Name;

        internal async Task<IReadOnlyList<string>> VerifyAsync()
        {
            var desired = Describe();
            var key = await ApplyAsync(resource.Identify(subscription), desired);
            await ExpectAsync(key, desired, "after an apply");
            var again = await ApplyAsync(key, desired);
            Require(again == key, $"a repeated apply gives the key '{again}', and the first one gave '{key}'");
            await ExpectAsync(key, desired, "after a repeated apply");
            var paths = new List<string>();
            foreach (var spoiled in SpoiledStates.Of(desired))
            {
                if (resource.ShapeOfState.Compare(desired, spoiled) is [{ Path: var path }, ..])
                {
                    await SpoilAsync(key, desired, spoiled, path);
                    paths.Add(path);
                }
            }

            Require(paths.Count > 0, "no value of its state could be spoiled");
            await RemoveAsync(key, desired, "after a removal");
            await RemoveAsync(key, desired, "after a second removal");
            return paths;
        }

        private TState Describe()
        {
            var view = resource.ViewOf(subscription);
            var desired = resource.Describe(view);
            Require(desired is not null, "Describe says that the object must not exist; give a subscription whose object is to exist");
            Require(
                resource.ShapeOfState.Compare(desired, resource.Describe(view)).Count == 0,
                "Describe says something else the second time; it has to be pure"
            );
            return desired!;
        }

        private async Task<string> ApplyAsync(string? key, TState desired)
        {
            var actual = key is null ? null : await resource.ReadAsync(key, cancellationToken);
            var pushed = actual is null ? desired : resource.ShapeOfState.Take(desired, actual);
            var written = await resource.ApplyAsync(key, pushed!, actual, cancellationToken);
            Require(!string.IsNullOrEmpty(written), "ApplyAsync returned no key");
            return written;
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

            var found = resource.ShapeOfState.Compare(desired, await resource.ReadAsync(key, cancellationToken));
            Require(
                found.Any(difference => difference.Path == path),
                $"{place} was spoiled, and it is not found to differ; the system, or ReadAsync, does not keep the value"
            );
            await ApplyAsync(key, desired);
            await ExpectAsync(key, desired, $"after {place} was spoiled and corrected");
        }

        private async Task ExpectAsync(string key, TState desired, string when)
        {
            var differences = resource.ShapeOfState.Compare(desired, await resource.ReadAsync(key, cancellationToken));
            Require(
                differences.Count == 0,
                $"{when} it still differs: {string.Join(", ", differences.Select(static difference => difference.Path is "" ? "the whole object" : difference.Path))}"
            );
        }

        private async Task RemoveAsync(string key, TState desired, string when)
        {
            try
            {
                await resource.RemoveAsync(key, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new OrchestratorAssertionException($"{_name} does not conform: {when} it throws: {exception.Message}");
            }

            Require(await resource.ReadAsync(key, cancellationToken) is null, $"{when} the object is still there");
            Require(resource.ShapeOfState.Compare(desired, null).Count == 1, $"{when} an object that is not there is not found to differ");
        }

        private void Require(bool holds, string problem)
        {
            if (!holds)
            {
                throw new OrchestratorAssertionException($"{_name} does not conform: {problem}.");
            }
        }
    }
}
