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
    private static StepList External__N__ => Begin >> Push__N__ >> Check__N__ >> Notify__N__;

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
