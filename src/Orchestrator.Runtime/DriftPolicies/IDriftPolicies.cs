namespace Orchestrator.Drift;

/// <summary>
/// The policies of products: when their subscriptions are checked for drift, and whether it is corrected. The code and the settings say
/// them; what an operator sets replaces both.
/// </summary>
public interface IDriftPolicies
{
    /// <summary>Lists the policies of the products that have a reconcile workflow, by product.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The policies that hold.</returns>
    Task<IReadOnlyList<ProductDriftPolicy>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Sets the policy of a product. The schedule of its checks is replaced.</summary>
    /// <param name="product">The product's name, to the letter.</param>
    /// <param name="policy">The whole policy.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>The policy that holds now.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">A part of it is out of its range.</exception>
    /// <exception cref="NotFoundException">The product does not exist, or has no reconcile workflow.</exception>
    Task<ProductDriftPolicy> SetAsync(string product, DriftPolicy policy, Caller user, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a product the policy back that the code and the settings say, instead of what an operator has set. The schedule of its checks
    /// is replaced.
    /// </summary>
    /// <param name="product">The product's name, to the letter.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>The policy that holds now.</returns>
    /// <exception cref="ForbiddenException">The user may not.</exception>
    /// <exception cref="NotFoundException">The product does not exist, has no reconcile workflow, or no operator has set its
    /// policy.</exception>
    Task<ProductDriftPolicy> ResetAsync(string product, Caller user, CancellationToken cancellationToken = default);
}
