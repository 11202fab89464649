using ExampleOrchestrator.Workflows.Forms;
using Orchestrator.Dashboard.Customers;

namespace ExampleOrchestrator;

/// <summary>Lets the dashboard show the names of customers instead of their ids.</summary>
internal sealed class CustomerNames : ICustomerNames
{
    public Task<string?> FindAsync(string customerId, CancellationToken cancellationToken = default) =>
        Task.FromResult(Customers.FindName(customerId));

    public Task<IReadOnlyList<string>> SearchAsync(string text, int maxCount, CancellationToken cancellationToken = default) =>
        Task.FromResult(Customers.Search(text, maxCount));
}
