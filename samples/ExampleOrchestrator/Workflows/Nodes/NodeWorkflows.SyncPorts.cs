using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.Nodes;

public static partial class NodeWorkflows
{
    // It only reads from the node, so there is nothing to reconcile.
    [ModifyWorkflow(typeof(Node), "Update node interfaces", Reconcile = false)]
    public static StepList ModifySyncPorts() =>
        Begin
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> ReadInterfaces
        >> SetStatus(SubscriptionLifecycle.Active);
}
