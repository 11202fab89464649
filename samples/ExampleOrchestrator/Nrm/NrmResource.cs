namespace ExampleOrchestrator.Nrm;

/// <summary>An object in the resource manager. Its id is the subscription's.</summary>
public abstract class NrmResource<TModel, TView, TState>(INrmClient nrm, string kind) : ExternalResource<TModel, TView, TState>
    where TModel : SubscriptionModel
    where TView : class
    where TState : class
{
    public override string Identify(TModel subscription) => subscription.SubscriptionId.ToString();

    public override Task<TState?> ReadAsync(string key, CancellationToken cancellationToken) =>
        nrm.FindAsync<TState>(kind, key, cancellationToken);

    public override async Task<string> ApplyAsync(string? key, TState desired, TState? actual, CancellationToken cancellationToken)
    {
        await nrm.PutAsync(kind, key!, desired, cancellationToken);
        return key!;
    }

    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => nrm.DeleteAsync(kind, key, cancellationToken);
}
