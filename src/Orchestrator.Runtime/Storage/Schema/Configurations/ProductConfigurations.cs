using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orchestrator.Storage.Schema;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<ProductEntity>
{
    public void Configure(EntityTypeBuilder<ProductEntity> builder)
    {
        builder.ToTable("products").HasKey(static product => product.ProductId);
        builder.HasIndex(static product => product.Name, "products_name_key").IsUnique();
        builder.Property(static product => product.Description).HasMaxLength(2000);
        builder.Property(static product => product.ProductType).HasMaxLength(255);
        builder.Property(static product => product.Tag).HasMaxLength(20);
        builder.HasIndex(static product => product.Tag, "ix_products_tag");
        builder.Property(static product => product.Status).HasMaxLength(255);
        builder
            .HasMany(static product => product.FixedInputs)
            .WithOne()
            .HasForeignKey(static input => input.ProductId)
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasMany(static product => product.Blocks)
            .WithMany()
            .UsingEntity(
                "product_product_blocks",
                static right =>
                    right.HasOne(typeof(ProductBlockEntity)).WithMany().HasForeignKey("product_block_id").OnDelete(DeleteBehavior.Cascade),
                static left => left.HasOne(typeof(ProductEntity)).WithMany().HasForeignKey("product_id").OnDelete(DeleteBehavior.Cascade),
                static link => link.ToTable("product_product_blocks").HasKey("product_id", "product_block_id")
            );
        builder
            .HasMany(static product => product.Workflows)
            .WithMany(static workflow => workflow.Products)
            .UsingEntity(
                "products_workflows",
                static right =>
                    right.HasOne(typeof(WorkflowEntity)).WithMany().HasForeignKey("workflow_id").OnDelete(DeleteBehavior.Cascade),
                static left => left.HasOne(typeof(ProductEntity)).WithMany().HasForeignKey("product_id").OnDelete(DeleteBehavior.Cascade),
                static link => link.ToTable("products_workflows").HasKey("product_id", "workflow_id")
            );
    }
}

internal sealed class ProductBlockConfiguration : IEntityTypeConfiguration<ProductBlockEntity>
{
    public void Configure(EntityTypeBuilder<ProductBlockEntity> builder)
    {
        builder.ToTable("product_blocks").HasKey(static block => block.ProductBlockId);
        builder.HasIndex(static block => block.Name, "product_blocks_name_key").IsUnique();
        builder.Property(static block => block.Description).HasMaxLength(2000);
        builder.Property(static block => block.Tag).HasMaxLength(20);
        builder.Property(static block => block.Status).HasMaxLength(255);
        builder
            .HasMany(static block => block.ResourceTypes)
            .WithMany()
            .UsingEntity(
                "product_block_resource_types",
                static right =>
                    right.HasOne(typeof(ResourceTypeEntity)).WithMany().HasForeignKey("resource_type_id").OnDelete(DeleteBehavior.Cascade),
                static left =>
                    left.HasOne(typeof(ProductBlockEntity)).WithMany().HasForeignKey("product_block_id").OnDelete(DeleteBehavior.Cascade),
                static link => link.ToTable("product_block_resource_types").HasKey("product_block_id", "resource_type_id")
            );
        builder
            .HasMany(static block => block.DependsOn)
            .WithOne()
            .HasForeignKey(static relation => relation.InUseById)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ResourceTypeConfiguration : IEntityTypeConfiguration<ResourceTypeEntity>
{
    public void Configure(EntityTypeBuilder<ResourceTypeEntity> builder)
    {
        builder.ToTable("resource_types").HasKey(static type => type.ResourceTypeId);
        builder.Property(static type => type.ResourceType).HasMaxLength(510);
        builder.HasIndex(static type => type.ResourceType, "resource_types_resource_type_key").IsUnique();
        builder.Property(static type => type.Description).HasMaxLength(2000);
    }
}

internal sealed class FixedInputConfiguration : IEntityTypeConfiguration<FixedInputEntity>
{
    public void Configure(EntityTypeBuilder<FixedInputEntity> builder)
    {
        builder.ToTable("fixed_inputs").HasKey(static input => input.FixedInputId);
        builder.HasIndex(static input => new { input.Name, input.ProductId }, "fixed_inputs_name_product_id_key").IsUnique();
    }
}

internal sealed class ProductBlockRelationConfiguration : IEntityTypeConfiguration<ProductBlockRelationEntity>
{
    public void Configure(EntityTypeBuilder<ProductBlockRelationEntity> builder)
    {
        builder.ToTable("product_block_relations").HasKey(static relation => new { relation.InUseById, relation.DependsOnId });
        builder
            .HasOne<ProductBlockEntity>()
            .WithMany()
            .HasForeignKey(static relation => relation.DependsOnId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WorkflowConfiguration : IEntityTypeConfiguration<WorkflowEntity>
{
    public void Configure(EntityTypeBuilder<WorkflowEntity> builder)
    {
        builder.ToTable("workflows").HasKey(static workflow => workflow.WorkflowId);
        builder.HasIndex(static workflow => workflow.Name, "workflows_name_key").IsUnique();
        builder.Property(static workflow => workflow.Description).HasMaxLength(2000);
    }
}
