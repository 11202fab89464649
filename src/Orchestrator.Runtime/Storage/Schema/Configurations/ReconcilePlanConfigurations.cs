using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orchestrator.Options;

namespace Orchestrator.Storage.Schema.Configurations;

internal sealed class ReconcilePlanConfiguration : IEntityTypeConfiguration<ReconcilePlanEntity>
{
    public void Configure(EntityTypeBuilder<ReconcilePlanEntity> builder)
    {
        builder.ToTable("reconcile_plans").HasKey(static plan => plan.PlanId);
        builder.Property(static plan => plan.WorkflowName).HasMaxLength(Limits.MaxNameLength);
        builder.HasIndex(static plan => plan.ExpiresAt, "ix_reconcile_plans_expires_at");
    }
}
