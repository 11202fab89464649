using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Threading;
using System.Threading.Tasks;
using Orchestrator;
using static Orchestrator.Workflow;

namespace Synthetic;

public static partial class Workflows__N__
{
    public sealed record Page__N__ : FormPage
    {
        [Range(1, 100_000)]
        public required int Speed { get; init; }

        public bool SpeedPolicer { get; init; }
    }

    [ModifyWorkflow(typeof(Product__N__), "Modify __N__", InputForm = nameof(Form__N__), Reconcile = __N__ < 200)]
    public static StepList Modify__N__() =>
        Begin
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> Update__N__
        >> Describe__N__
        >> SetStatus(SubscriptionLifecycle.Active)
        >> External__N__;

    [ExternalSystemSteps]
    private static StepList External__N__ => Begin >> Push__N__ >> Check__N__ >> Notify__N__ >> Apply<Resource__N__>();

    private static async Task<Page__N__> Form__N__(FormSession form, Product__N__ subscription) =>
        await form.AskAsync(new Page__N__ { Speed = subscription.Block.Speed ?? 1_000 });

    [Step("Update subscription")]
    private static Product__N__ Update__N__(Product__N__ subscription, int speed, bool speedPolicer/*MODEL:, int? extra__R__*/)
    {
        subscription.Block.Speed = speed;
        subscription.Block.SpeedPolicer = speedPolicer;
        return subscription;
    }

    [Step("Describe subscription")]
    private static Product__N__ Describe__N__(Product__N__ subscription)
    {
        int offset = /*BODY*/1;
        subscription.Description = $"Speed {subscription.Block.Speed + offset}";
        return subscription;
    }

    [Step("Push to NRM")]
    private static async Task<(string NrmStatus, int NrmRevision)> Push__N__(Product__N__ subscription, INrmClient nrm, CancellationToken cancellationToken)
    {
        var applied = await nrm.PutAsync(subscription.Block, cancellationToken);
        return (applied.Status, applied.Revision);
    }

    [Step("Check in NRM")]
    private static async Task<(string CheckStatus, int CheckRevision)> Check__N__(Product__N__ subscription, int nrmRevision, INrmClient nrm, CancellationToken cancellationToken)
    {
        var applied = await nrm.PutAsync(nrmRevision, cancellationToken);
        return (applied.Status, applied.Revision);
    }

    [Step("Notify NRM")]
    private static async Task Notify__N__(Product__N__ subscription, string checkStatus, INrmClient nrm, CancellationToken cancellationToken) =>
        await nrm.PutAsync(checkStatus, cancellationToken);
}

public sealed record End__N__(string Port, int? Vlan);

public sealed record State__N__(
    int Speed,
    bool SpeedPolicer,
    string? Name,
    [property: ElementKey(nameof(End__N__.Port))] IReadOnlyList<End__N__> Ends,
    [property: Unordered] IReadOnlyList<string> Tags,
    [property: NotCompared] int Revision
);

[ExternalResource("Object __N__ in NRM", System = "nrm")]
public sealed partial class Resource__N__(INrmClient nrm) : ExternalResource<Product__N__, Product__N__.Provisioning, State__N__>
{
    public override string? Identify(Product__N__ subscription) => subscription.SubscriptionId.ToString();

    public override State__N__ Describe(Product__N__.Provisioning subscription) =>
        new(subscription.Block.Speed, subscription.Block.SpeedPolicer, subscription.Block.Name, [], [], 0);

    public override Task<State__N__?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<State__N__?>(null);

    public override async Task<string> ApplyAsync(string? key, State__N__ desired, State__N__? actual, CancellationToken cancellationToken)
    {
        await nrm.PutAsync(desired, cancellationToken);
        return key!;
    }

    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
}
