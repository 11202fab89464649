namespace Orchestrator.Drift;

/// <summary>
/// The policies of products: when their subscriptions are checked for drift, and whether it is corrected. They are defined by the code and
/// the settings; a policy that an operator sets replaces both.
/// </summary>
public interface IDriftPolicies
{
    /// <summary>Lists the policies of the products that have a reconcile workflow, by product.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The policies in effect.</returns>
    Task<IReadOnlyList<ProductDriftPolicy>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Sets the policy of a product. The schedule of its checks is replaced.</summary>
    /// <param name="product">The product's name, as an exact match.</param>
    /// <param name="policy">The whole policy.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The policy in effect.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">A value is out of range.</exception>
    /// <exception cref="NotFoundException">The product does not exist, or has no reconcile workflow.</exception>
    Task<ProductDriftPolicy> SetAsync(string product, DriftPolicy policy, Caller user, CancellationToken cancellationToken = default);

    /// <summary>
    /// Restores the policy of the code and the settings, in place of the one that an operator has set. The schedule of its checks is
    /// replaced.
    /// </summary>
    /// <param name="product">The product's name, as an exact match.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The policy in effect.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="NotFoundException">The product does not exist, has no reconcile workflow, or no operator has set its
    /// policy.</exception>
    Task<ProductDriftPolicy> ResetAsync(string product, Caller user, CancellationToken cancellationToken = default);
}
